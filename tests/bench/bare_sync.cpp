// The floor that a first sync is measured against: download, decode, insert into the same kind of database with the
// same columns, and nothing else: no cursor kept, no judging of revisions, no outbox, no checks.
//   bench_bare SERVER USER PASSWORD_FILE SCHEMA_DIR DATABASE        prints: RECORDS BYTES
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>
#include <curl/curl.h>
#include <simdjson.h>

namespace {

// The numbered files of the profile's schema, in order.
std::vector<std::string> steps_of(const std::string& folder) {
    std::vector<std::string> steps;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        if (file.path().filename().string().starts_with("0")) steps.push_back(file.path().string());
    }
    std::sort(steps.begin(), steps.end());
    return steps;
}

std::string file_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

class Web {
  public:
    explicit Web(std::string server) : server_(std::move(server)), handle_(curl_easy_init(), curl_easy_cleanup) {}
    void authorize(std::string_view token) { authorization_ = "Authorization: Bearer " + std::string(token); }
    std::string ask(const std::string& path, const std::string* body = nullptr) {
        std::string answer;
        curl_slist* headers = curl_slist_append(nullptr, "Content-Type: application/json");
        if (!authorization_.empty()) headers = curl_slist_append(headers, authorization_.c_str());
        const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owned(headers, curl_slist_free_all);
        CURL* curl = handle_.get();
        curl_easy_setopt(curl, CURLOPT_URL, (server_ + path).c_str());
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
        curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
        if (body != nullptr) {
            curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body->c_str());
        } else {
            curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
        }
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
        curl_easy_setopt(
            curl, CURLOPT_WRITEFUNCTION, +[](char* data, std::size_t size, std::size_t count, void* to) {
                static_cast<std::string*>(to)->append(data, size * count);
                return size * count;
            });
        if (const auto code = curl_easy_perform(curl); code != CURLE_OK)
            throw std::runtime_error(curl_easy_strerror(code));
        return answer;
    }

  private:
    std::string server_;
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_;
    std::string authorization_;
};

std::string encoded(std::string_view text) {
    const std::unique_ptr<char, decltype(&curl_free)> made(
        curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())), curl_free);
    return made.get();
}

int hex(char c) {
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

std::array<std::uint8_t, 16> id_bytes(std::string_view text) {
    std::array<std::uint8_t, 16> bytes{};
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < text.size() && at < 16; ++i) {
        if (text[i] == '-') continue;
        bytes[at++] = static_cast<std::uint8_t>(hex(text[i]) * 16 + hex(text[i + 1]));
        ++i;
    }
    return bytes;
}

int digits(std::string_view text, std::size_t from, std::size_t count) {
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) value = value * 10 + (text[i] - '0');
    return value;
}

std::int64_t day_number(std::string_view text) {
    using namespace std::chrono;
    const sys_days date = year{digits(text, 0, 4)} / digits(text, 5, 2) / digits(text, 8, 2);
    return date.time_since_epoch().count();
}

bool is_id(std::string_view text) {
    return text.size() == 36 && text[8] == '-' && text[23] == '-';
}
bool is_moment(std::string_view text) {
    return text.size() == 20 && text[10] == 'T' && text[19] == 'Z';
}
bool is_date(std::string_view text) {
    return text.size() == 10 && text[4] == '-' && text[7] == '-';
}

// One table: where each field goes, and what stands there when it is left out.
struct Table {
    std::unique_ptr<SQLite::Statement> insert;
    std::map<std::string, int, std::less<>> column;
    std::vector<std::pair<int, bool>> empty;  // column, whether it is a text
    std::vector<std::string> text;            // of the row that is bound, by column

    Table(SQLite::Database& database, const std::string& name) {
        SQLite::Statement columns(database, "SELECT cid, name, type, \"notnull\" FROM pragma_table_info(?)");
        columns.bind(1, name);
        std::string marks;
        while (columns.executeStep()) {
            const int at = columns.getColumn(0).getInt() + 1;
            column[columns.getColumn(1).getString()] = at;
            marks += marks.empty() ? "?" : ", ?";
            if (at > 2 && columns.getColumn(3).getInt() != 0)
                empty.emplace_back(at, columns.getColumn(2).getString() == "TEXT");
        }
        text.resize(column.size() + 1);
        insert = std::make_unique<SQLite::Statement>(database, "INSERT INTO \"" + name + "\" VALUES (" + marks + ")");
    }
};

void bind(SQLite::Statement& insert, int at, simdjson::dom::element value, std::string& kept) {
    switch (value.type()) {
        case simdjson::dom::element_type::STRING: {
            const std::string_view text = value.get_string().value();
            if (is_id(text)) {
                const auto bytes = id_bytes(text);
                insert.bind(at, bytes.data(), 16);
            } else if (is_moment(text)) {
                insert.bind(at, day_number(text) * 86400 + digits(text, 11, 2) * 3600 + digits(text, 14, 2) * 60 +
                                    digits(text, 17, 2));
            } else if (is_date(text)) {
                insert.bind(at, day_number(text));
            } else {
                kept.assign(text);
                insert.bindNoCopy(at, kept);
            }
            return;
        }
        case simdjson::dom::element_type::BOOL:
            insert.bind(at, value.get_bool().value() ? 1 : 0);
            return;
        case simdjson::dom::element_type::INT64:
            insert.bind(at, value.get_int64().value());
            return;
        default:
            kept = simdjson::minify(value);
            insert.bindNoCopy(at, kept);
    }
}

class Load {
  public:
    explicit Load(SQLite::Database& database) : database_(database) {}

    // One page of lines; gives the last checkpoint's cursor, or nothing where there is no more.
    std::string page(const std::string& text) {
        SQLite::Transaction transaction(database_);
        std::string cursor;
        bool more = false;
        simdjson::dom::document_stream lines = parser_.parse_many(text, 1 << 20);
        for (simdjson::dom::element line : lines) {
            const std::string_view kind = line["k"].get_string().value();
            if (kind == "up") {
                record(line);
            } else if (kind == "ckpt") {
                cursor = std::string(line["cursor"].get_string().value());
                more = line["more"].get_bool().value();
            }
        }
        transaction.commit();
        return more ? cursor : std::string();
    }
    std::int64_t records() const { return records_; }

  private:
    void record(simdjson::dom::element line) {
        const std::string_view type = line["t"].get_string().value();
        auto found = tables_.find(type);
        if (found == tables_.end())
            found = tables_.emplace(std::string(type), Table(database_, std::string(type))).first;
        Table& table = found->second;
        SQLite::Statement& insert = *table.insert;
        insert.reset();
        insert.clearBindings();
        const auto id = id_bytes(line["id"].get_string().value());
        insert.bind(1, id.data(), 16);
        insert.bind(2, line["rev"].get_int64().value());
        for (const auto& [column, is_text] : table.empty) {
            if (is_text) {
                insert.bindNoCopy(column, "");
            } else {
                insert.bind(column, 0);
            }
        }
        const simdjson::dom::object fields = line["d"].get_object().value();
        for (const auto [name, value] : fields) {
            const auto column = table.column.find(name);
            if (column == table.column.end()) continue;
            bind(insert, column->second, value, table.text[static_cast<std::size_t>(column->second)]);
        }
        insert.exec();
        ++records_;
    }

    SQLite::Database& database_;
    simdjson::dom::parser parser_;
    std::map<std::string, Table, std::less<>> tables_;
    std::int64_t records_ = 0;
};

void run(const std::vector<std::string>& words) {
    Web web(words[0]);
    std::string password = file_text(words[2]);
    while (password.ends_with('\n')) password.pop_back();
    const std::string credentials = R"({"user":")" + words[1] + R"(","password":")" + password + "\"}";
    simdjson::dom::parser parser;
    web.authorize(parser.parse(web.ask("/v1/session", &credentials))["token"].get_string().value());

    SQLite::Database database(words[4], SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\"");
    database.exec("PRAGMA temp_store = MEMORY");
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA cache_size = -16384");
    for (const auto& step : steps_of(words[3])) database.exec(file_text(step));

    Load load(database);
    std::size_t bytes = 0;
    std::string cursor;
    do {
        const std::string text = web.ask("/v1/sync?limit=20000" + (cursor.empty() ? "" : "&cursor=" + encoded(cursor)));
        bytes += text.size();
        cursor = load.page(text);
    } while (!cursor.empty());
    database.exec(file_text(words[3] + "/after_first_load.sql"));
    std::cout << load.records() << ' ' << bytes << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> words(argv + 1, argv + argc);
        if (words.size() != 5) throw std::invalid_argument("bench_bare SERVER USER PASSWORD_FILE SCHEMA_DIR DATABASE");
        run(words);
        return 0;
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << '\n';
        return 1;
    }
}
