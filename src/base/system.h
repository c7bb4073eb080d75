// What the operating systems do differently with a process (with a file: store/durable_file.h). Any thread.
#pragma once
#include <string>

namespace samordna::base {

// First in every program that holds clients' data: a crash leaves no picture of the memory behind, and what the program
// writes can be read by its user alone.
void guard_private_data();

// Opens the address in the system's browser; false where there is nothing to open it with. What opens it opens
// anything: the address is to be one of the web. Does not wait for it.
bool open_in_browser(const std::string& address);

// For a program that stays open: what is large is taken from the computer by itself and goes back when it is freed. The
// C library would else learn from the first such thing to keep room for the next.
void keep_no_room();
// What has been freed goes back to the computer: to be called after something large.
void give_back_memory();

// While it lives, libraries that write numbers by the C library write them as programs read them (1.5) on this thread,
// whatever the toolkit has chosen for the process.
class PlainNumbers {
  public:
    PlainNumbers();
    ~PlainNumbers();
    PlainNumbers(const PlainNumbers&) = delete;
    PlainNumbers& operator=(const PlainNumbers&) = delete;

  private:
    struct Former;
    Former* former_;
};

}  // namespace samordna::base
