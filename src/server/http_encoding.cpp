#include "server/http_encoding.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <new>
#include <stdexcept>

#include <zlib.h>
#include <zstd.h>

#include "base/text.h"

namespace samordna::server {
namespace {

// Measured on feeds: higher levels cost much more time than they save bytes.
constexpr int zstd_level = 1;
constexpr int gzip_level = 1;

class Plain final : public Encoder {
  public:
    std::string_view name() const override { return {}; }
    std::string encode(std::string_view text) override { return std::string(text); }
    std::string finish() override { return {}; }
};

class Zstd final : public Encoder {
  public:
    Zstd() : context_(ZSTD_createCCtx()) {
        if (!context_) throw std::bad_alloc();
        ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, zstd_level);
    }
    std::string_view name() const override { return "zstd"; }
    std::string encode(std::string_view text) override { return run(text, ZSTD_e_flush); }
    std::string finish() override { return run({}, ZSTD_e_end); }

  private:
    std::string run(std::string_view text, ZSTD_EndDirective directive) {
        ZSTD_inBuffer in{text.data(), text.size(), 0};
        std::string out(ZSTD_compressBound(text.size()) + 64, '\0');
        ZSTD_outBuffer buffer{out.data(), out.size(), 0};
        while (true) {
            const std::size_t left = ZSTD_compressStream2(context_.get(), &buffer, &in, directive);
            if (ZSTD_isError(left) != 0) throw std::runtime_error("zstd failed");
            if (left == 0) break;
            out.resize(2 * out.size());
            buffer.dst = out.data();
            buffer.size = out.size();
        }
        out.resize(buffer.pos);
        return out;
    }
    struct Free {
        void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    };
    std::unique_ptr<ZSTD_CCtx, Free> context_;
};

class Gzip final : public Encoder {
  public:
    Gzip() {
        constexpr int with_gzip_header = 15 + 16;
        if (deflateInit2(&stream_, gzip_level, Z_DEFLATED, with_gzip_header, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~Gzip() override { deflateEnd(&stream_); }
    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;
    std::string_view name() const override { return "gzip"; }
    std::string encode(std::string_view text) override { return run(text, Z_SYNC_FLUSH); }
    std::string finish() override { return run({}, Z_FINISH); }

  private:
    std::string run(std::string_view text, int flush) {
        std::string out;
        std::array<char, 65536> buffer;
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
        stream_.avail_in = static_cast<uInt>(text.size());
        do {
            stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
            stream_.avail_out = static_cast<uInt>(buffer.size());
            if (deflate(&stream_, flush) == Z_STREAM_ERROR) throw std::runtime_error("zlib failed");
            out.append(buffer.data(), buffer.size() - stream_.avail_out);
        } while (stream_.avail_out == 0);
        return out;
    }
    z_stream stream_{};
};

// Whether the header names the coding, and not with q=0.
bool accepts(std::string_view header, std::string_view coding) {
    for (const std::string_view item : base::split(header, ',')) {
        const auto parts = base::split(item, ';');
        std::string name(base::trim(parts[0]));
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
        if (name != coding) continue;
        const std::string_view quality = parts.size() > 1 ? base::trim(parts[1]) : std::string_view{};
        return !quality.starts_with("q=0") || quality.find_first_of("123456789") != std::string_view::npos;
    }
    return false;
}

}  // namespace

std::unique_ptr<Encoder> make_encoder(std::string_view accept_encoding) {
    if (accepts(accept_encoding, "zstd")) return std::make_unique<Zstd>();
    if (accepts(accept_encoding, "gzip")) return std::make_unique<Gzip>();
    return std::make_unique<Plain>();
}

}  // namespace samordna::server
