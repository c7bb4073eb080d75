// The backend asked for a session on a thread of its own, so that the window goes on. One answer is waited for at most;
// what was let go is told to end, its answer is thrown away, and its thread is joined when it has ended, at the latest
// with this. Internal to the room; everything on the workspace's thread, but what runs in the calls.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "base/post.h"
#include "protocol/remote.h"

namespace samordna::workspace {

class SignInCalls {
  public:
    using Connect = std::function<std::shared_ptr<protocol::Remote>(std::stop_token stop)>;
    using Answer = base::Result<protocol::Session>;
    using Then = std::function<void(protocol::Remote& remote, const Answer& answer)>;

    // `post` outlives it.
    explicit SignInCalls(base::Post& post) : post_(post) {}
    SignInCalls(const SignInCalls&) = delete;
    SignInCalls& operator=(const SignInCalls&) = delete;

    // `connect` is called on the other thread, `then` on this one.
    void begin(Connect connect, protocol::Credentials shown, Then then);
    // What has no answer: the end of a session. It is waited for at the latest with this.
    void run(std::function<void()> call);
    // `then` of what is going on is never called.
    void abandon();

  private:
    void end(int call, protocol::Remote& remote, const Answer& answer);

    base::Post& post_;
    std::shared_ptr<SignInCalls*> self_ = std::make_shared<SignInCalls*>(this);  // whether there is still one
    int last_ = 0;
    Then then_;  // of the last one, while it is waited for
    std::map<int, std::jthread> threads_;
};

}  // namespace samordna::workspace
