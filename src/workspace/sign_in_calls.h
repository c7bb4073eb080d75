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

namespace samordna::workspace {

class SignInCalls {
  public:
    // What is done on this thread.
    using Then = std::function<void()>;
    // Has it done on this thread while the call is going on, unless it has been let go.
    using Tell = std::function<void(Then what)>;
    // On the other thread; what it gives is done on this one, unless it has been let go.
    using Call = std::function<Then(const std::stop_token& stop, const Tell& tell)>;

    // `post` outlives it.
    explicit SignInCalls(base::Post& post) : post_(post) {}
    SignInCalls(const SignInCalls&) = delete;
    SignInCalls& operator=(const SignInCalls&) = delete;

    void begin(Call call);
    // What has no answer: the end of a session. It is waited for at the latest with this.
    void run(std::function<void()> call);
    // Nothing of what is going on is told any more.
    void abandon();

  private:
    void end(int call, const Then& then);

    base::Post& post_;
    std::shared_ptr<SignInCalls*> self_ = std::make_shared<SignInCalls*>(this);  // whether there is still one
    int last_ = 0;
    bool awaited_ = false;  // the last one
    std::map<int, std::jthread> threads_;
};

}  // namespace samordna::workspace
