// Who she is: a session asked for, taken over, and given back.
#include "base/log.h"
#include "workspace/state.h"

namespace samordna::workspace {

using base::Error;

// --- Asking on another thread.

void SignInCalls::begin(Connect connect, std::string user, std::string password, Then then) {
    abandon();
    then_ = std::move(then);
    const int call = ++last_;
    threads_.emplace(call, [this_post = &post_, weak = std::weak_ptr(self_), call, connect = std::move(connect),
                            user = std::move(user), password = std::move(password)](const std::stop_token& stop) {
        const auto remote = connect(stop);
        const auto answer = std::make_shared<Answer>(remote->sign_in(user, password));
        this_post->post([weak, call, remote, answer] {
            if (const auto self = weak.lock()) (*self)->end(call, *remote, *answer);
        });
    });
}

void SignInCalls::run(std::function<void()> call) {
    abandon();
    const int number = ++last_;
    threads_.emplace(number, [this_post = &post_, weak = std::weak_ptr(self_), number, call = std::move(call)] {
        call();
        this_post->post([weak, number] {
            if (const auto self = weak.lock()) (*self)->threads_.erase(number);
        });
    });
}

void SignInCalls::abandon() {
    then_ = {};
    for (auto& [call, thread] : threads_) thread.request_stop();
}

void SignInCalls::end(int call, protocol::Remote& remote, const Answer& answer) {
    threads_.erase(call);  // this was the last thing that it did
    if (call != last_) return;
    if (const auto then = std::exchange(then_, {})) then(remote, answer);
}

// --- What becomes of the answer.

Result<> Workspace::sign_in(const std::string& server, const std::string& user, const std::string& password) {
    const auto remote = state_->remote(server, {});
    return take_session(server, *remote, remote->sign_in(user, password));
}

void Workspace::begin_sign_in(const std::string& server, const std::string& user, const std::string& password,
                              std::function<void(const Result<>&)> done) {
    State& s = *state_;
    s.sign_in_calls.begin([&s, server](std::stop_token stop) { return s.remote(server, std::move(stop)); }, user,
                          password,
                          [this, server, done = std::move(done)](auto& remote, const auto& session) {
                              done(take_session(server, remote, session));
                          });
}

void Workspace::abandon_sign_in() {
    state_->sign_in_calls.abandon();
}

Result<> Workspace::take_session(const std::string& server, protocol::Remote& remote,
                                 const Result<protocol::Session>& session) {
    State& s = *state_;
    if (!session) return session.error();
    try {
        const std::string former_server = s.store->meta("server");
        const std::string former_user = s.store->meta("user");
        const bool another = !former_user.empty() && (former_server != server || former_user != session->user);
        const bool syncing = s.worker != nullptr;
        if (another) {
            const int waiting = s.store->outbox_counts().waiting;
            if (waiting > 0) {
                remote.use_session(session->token);
                if (auto out = remote.sign_out(); !out) base::log::info("sign-out: " + out.error().code);
                return Error{"sign_in.outbox_not_empty", {{"count", std::int64_t{waiting}}}};
            }
            stop_syncing();
            s.undo.clear();
            s.redo.clear();
        }
        store::Store::Transaction transaction(*s.store);
        if (another) s.store->wipe();
        s.store->set_meta("server", server);
        s.store->set_meta("user", session->user);
        s.store->set_meta("role", session->role);
        s.store->set_meta("token", session->token);
        transaction.commit();
        if (another) s.shelf->forget();
        s.status.trouble.reset();
        s.read_status();
        if (another && syncing) start_syncing();
        if (s.worker) s.worker->wake();
        s.tell({another, {}, another, true});
        return {};
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

// The way by which the backend is to be told; nothing where nobody is signed in.
std::shared_ptr<protocol::Remote> Workspace::leave() {
    State& s = *state_;
    const std::string token = s.store->meta("token");
    if (token.empty()) return nullptr;
    const bool syncing = s.worker != nullptr;
    stop_syncing();
    auto remote = s.remote(s.store->meta("server"), {});
    remote->use_session(token);
    s.store->set_meta("token", "");
    s.status.trouble.reset();
    s.read_status();
    if (syncing) start_syncing();
    s.tell({false, {}, false, true});
    return remote;
}

namespace {

void take_leave(protocol::Remote& remote) {
    if (auto out = remote.sign_out(); !out) base::log::info("sign-out: " + out.error().code);  // it runs out by itself
}

}  // namespace

void Workspace::sign_out() {
    if (const auto remote = leave()) take_leave(*remote);
}

void Workspace::begin_sign_out() {
    if (const auto remote = leave()) state_->sign_in_calls.run([remote] { take_leave(*remote); });
}

std::optional<SignedIn> Workspace::signed_in() const {
    store::Store& store = *state_->store;
    if (store.meta("token").empty()) return std::nullopt;
    return SignedIn{store.meta("server"), store.meta("user"), store.meta("role")};
}

}  // namespace samordna::workspace
