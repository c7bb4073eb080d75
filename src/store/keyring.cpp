#include "store/keyring.h"

#include <memory>

#include <libsecret/secret.h>

namespace samordna::store {
namespace {

struct Unref {
    void operator()(GMainLoop* loop) const { g_main_loop_unref(loop); }
    void operator()(GMainContext* context) const { g_main_context_unref(context); }
    void operator()(GCancellable* cancellable) const { g_object_unref(cancellable); }
    void operator()(GError* error) const { g_error_free(error); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

const SecretSchema* schema() {
    static const SecretSchema instance = [] {
        SecretSchema s{};
        s.name = "se.samordna.Profile";
        s.flags = SECRET_SCHEMA_NONE;
        s.attributes[0] = {"profile", SECRET_SCHEMA_ATTRIBUTE_STRING};
        return s;
    }();
    return &instance;
}

// One asynchronous call on a loop of its own, so that neither the window's loop nor a prompt can hold it past its time.
class Call {
  public:
    explicit Call(std::chrono::milliseconds at_most)
        : context_(g_main_context_new()), loop_(g_main_loop_new(context_.get(), FALSE)), cancel_(g_cancellable_new()) {
        g_main_context_push_thread_default(context_.get());
        GSource* timer = g_timeout_source_new(static_cast<guint>(at_most.count()));
        g_source_set_callback(timer, &Call::out_of_time, this, nullptr);
        g_source_attach(timer, context_.get());
        g_source_unref(timer);
    }
    ~Call() {
        if (result_ != nullptr) g_object_unref(result_);
        g_main_context_pop_thread_default(context_.get());
    }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    GCancellable* cancel() { return cancel_.get(); }
    GAsyncResult* wait() {
        g_main_loop_run(loop_.get());
        return result_;
    }
    static void answered(GObject*, GAsyncResult* result, gpointer self) {
        auto* call = static_cast<Call*>(self);
        call->result_ = G_ASYNC_RESULT(g_object_ref(result));
        g_main_loop_quit(call->loop_.get());
    }

  private:
    static gboolean out_of_time(gpointer self) {
        g_cancellable_cancel(static_cast<Call*>(self)->cancel_.get());  // the call then ends with G_IO_ERROR_CANCELLED
        return G_SOURCE_REMOVE;
    }

    Owned<GMainContext> context_;
    Owned<GMainLoop> loop_;
    Owned<GCancellable> cancel_;
    GAsyncResult* result_ = nullptr;
};

base::Error unavailable(GError* error) {
    const Owned<GError> owned(error);
    return {"profile.key_unavailable",
            {},
            error == nullptr ? "keyring: refused" : std::string("keyring: ") + error->message};
}

}  // namespace

base::Result<std::optional<std::string>> Keyring::find(const std::string& profile) const {
    Call call(at_most_);
    secret_password_lookup(schema(), call.cancel(), &Call::answered, &call, "profile", profile.c_str(), nullptr);
    GError* error = nullptr;
    gchar* secret = secret_password_lookup_finish(call.wait(), &error);
    if (error != nullptr) return unavailable(error);
    if (secret == nullptr) return std::optional<std::string>{};
    std::optional<std::string> found(secret);
    secret_password_free(secret);
    return found;
}

base::Result<> Keyring::keep(const std::string& profile, const std::string& secret) const {
    Call call(at_most_);
    secret_password_store(schema(), SECRET_COLLECTION_DEFAULT, "Samordna", secret.c_str(), call.cancel(),
                          &Call::answered, &call, "profile", profile.c_str(), nullptr);
    GError* error = nullptr;
    if (secret_password_store_finish(call.wait(), &error) == FALSE) return unavailable(error);
    return {};
}

}  // namespace samordna::store
