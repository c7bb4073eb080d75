// Who she is: a session asked for, taken over, and given back.
#include "base/log.h"
#include "protocol/remote.h"
#include "rules/own_password.h"
#include "store/secrets.h"
#include "sync/round.h"
#include "workspace/state.h"

namespace samordna::workspace {

using base::Error;

// --- Asking on another thread.

void SignInCalls::begin(Call call) {
    abandon();
    awaited_ = true;
    const int number = ++last_;
    threads_.emplace(number, [this_post = &post_, weak = std::weak_ptr(self_), number,
                              call = std::move(call)](const std::stop_token& stop) {
        const Tell tell = [this_post, weak, number](Then what) {
            this_post->post([weak, number, what = std::move(what)] {
                const auto self = weak.lock();
                if (self && (*self)->awaited_ && number == (*self)->last_) what();
            });
        };
        this_post->post([weak, number, then = call(stop, tell)] {
            if (const auto self = weak.lock()) (*self)->end(number, then);
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
    awaited_ = false;
    for (auto& [call, thread] : threads_) thread.request_stop();
}

void SignInCalls::end(int call, const Then& then) {
    threads_.erase(call);  // this was the last thing that it did
    if (call != last_ || !awaited_) return;
    awaited_ = false;
    then();
}

// --- What becomes of the answer.

namespace {

protocol::Credentials shown_by(const SignInWords& words) {
    return {words.user, words.password, words.code, words.recovery_code, words.new_password};
}

// Of what was shown at once, the code is the likelier to be wrong: it is good once, and for a moment.
Result<protocol::Session> told(const SignInWords& words, const Result<protocol::Session>& session) {
    const bool coded = !words.code.empty() || !words.recovery_code.empty();
    if (!session && coded && session.error().code == "sign_in.refused") return Error{"sign_in.code_refused"};
    return session;
}

// With which she can be known here from now on.
const std::string& password_in(const SignInWords& words) {
    return words.new_password.empty() ? words.password : words.new_password;
}

}  // namespace

Result<Welcome> Workspace::sign_in(const SignInWords& words) {
    const auto remote = state_->remote(words.server, {});
    return take_session(words.server, password_in(words), *remote, told(words, remote->sign_in(shown_by(words))));
}

void Workspace::begin_sign_in(const SignInWords& words, std::function<void(const Result<Welcome>&)> done) {
    State& s = *state_;
    s.sign_in_calls.begin([this, &s, words, done = std::move(done)](const std::stop_token& stop, const auto&) {
        const auto remote = s.remote(words.server, stop);
        return [this, words, done, remote, session = told(words, remote->sign_in(shown_by(words)))] {
            done(take_session(words.server, password_in(words), *remote, session));
        };
    });
}

void Workspace::abandon_sign_in() {
    state_->sign_in_calls.abandon();
}

Result<Welcome> Workspace::take_session(const std::string& server, const std::string& password,
                                        protocol::Remote& remote, const Result<protocol::Session>& session) {
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
        s.store->set_meta("second_factor", session->second_factor);
        s.store->set_meta("care_worker", session->care_worker ? session->care_worker->text() : std::string{});
        if (!password.empty()) s.store->set_meta("password_check", store::password_check(password));
        s.store->set_meta("token", session->token);
        s.store->set_meta("refresh_token", session->refresh_token);
        transaction.commit();
        if (another) s.shelf->forget();
        s.status.trouble.reset();
        s.read_status();
        if (another && syncing) start_syncing();
        if (s.worker) s.worker->wake();
        s.tell({another, {}, another, true});
        return Welcome{session->recovery_codes};
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

// What the backend is to be told: what she has looked at, and that she has gone. Nothing where nobody is signed in.
std::function<void()> Workspace::leave() {
    State& s = *state_;
    if (s.store->meta("token").empty()) return {};
    const bool syncing = s.worker != nullptr;
    stop_syncing();
    const auto who = sync::sign_in_of(*s.store);  // what the worker has left
    auto remote = s.remote(who.server, {});
    auto readings = s.store->untold_readings(protocol::most_readings);
    {
        store::Store::Transaction transaction(*s.store);
        s.store->set_meta("token", "");
        s.store->set_meta("refresh_token", "");
        transaction.commit();
    }
    s.status.trouble.reset();
    s.read_status();
    if (syncing) start_syncing();
    s.tell({false, {}, false, true});
    return [remote, who, readings = std::move(readings)] {
        remote->use_session(who.token);
        const auto take_leave = [&]() -> Result<> {
            // Told again when she comes back, they count once.
            const auto told = readings.empty() ? protocol::ToldReadings{} : remote->tell_readings(readings);
            if (!told && told.error().code == "session.expired") return told.error();
            return remote->sign_out();
        };
        auto out = take_leave();
        if (!out && out.error().code == "session.expired") {
            // Only its token has run out, perhaps.
            if (const auto next = remote->refresh(who.refresh_token)) {
                remote->use_session(next->token);
                out = take_leave();
            }
        }
        if (!out) base::log::info("sign-out: " + out.error().code);  // it runs out by itself
    };
}

void Workspace::sign_out() {
    if (const auto tell_backend = leave()) tell_backend();
}

Result<> Workspace::sign_out_and_wipe() {
    State& s = *state_;
    try {
        const int waiting = s.store->outbox_counts().waiting;
        if (waiting > 0) sync_now();
        if (waiting > 0) return Error{"sign_in.outbox_not_empty", {{"count", std::int64_t{waiting}}}};
        const bool syncing = s.worker != nullptr;
        begin_sign_out();
        stop_syncing();
        s.undo.clear();
        s.redo.clear();
        store::Store::Transaction transaction(*s.store);
        s.store->wipe();
        transaction.commit();
        s.shelf->forget();
        s.read_status();
        if (syncing) start_syncing();
        s.tell({true, {}, true, true});
        return {};
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

bool Workspace::is_own_password(const std::string& password) const {
    const auto check = state_->store->meta("password_check");
    return !check.empty() && store::passes(password, check);
}

bool Workspace::has_own_password() const {
    return !state_->store->meta("password_check").empty();
}

Result<> Workspace::choose_own_password(const std::string& password) {
    State& s = *state_;
    if (const auto fault = password.empty() ? std::nullopt : rules::fault_of_password(password, s.store->meta("user")))
        return Error{"sign_in.weak_password", {{"why", std::string(rules::name_of(*fault))}}};
    try {
        store::Store::Transaction transaction(*s.store);
        s.store->set_meta("password_check", password.empty() ? std::string{} : store::password_check(password));
        transaction.commit();
        return {};
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

void Workspace::begin_sign_out() {
    if (auto tell_backend = leave()) state_->sign_in_calls.run(std::move(tell_backend));
}

std::optional<SignedIn> Workspace::signed_in() const {
    store::Store& store = *state_->store;
    if (store.meta("token").empty()) return std::nullopt;
    return SignedIn{store.meta("server"), store.meta("user"), store.meta("role"), store.meta("second_factor") != "none",
                    store.meta("second_factor") == "openid"};
}

}  // namespace samordna::workspace
