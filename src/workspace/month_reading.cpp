#include "workspace/month_reading.h"

namespace samordna::workspace {
namespace {

// It is told how far it has come when it has come this much further.
constexpr std::size_t visits_between = 10'000;

struct Stopped {};

}  // namespace

MonthReading::MonthReading(OpenStore open, domain::Month month, domain::Instant at, std::function<void()> come_to,
                           std::function<void()> ended)
    : month_(promise_.get_future()),
      thread_([this, open = std::move(open), month, at, come_to = std::move(come_to),
               ended = std::move(ended)](const std::stop_token& stop) {
          const auto begun = std::chrono::steady_clock::now();
          try {
              auto store = open();
              if (!store) throw store::Failure(store.error());
              auto read = std::make_shared<JudgedMonth>(
                  **store, [at] { return at; }, month);
              std::size_t next = visits_between;
              read->read([&](std::size_t visits) {
                  if (stop.stop_requested()) throw Stopped{};
                  visits_ = visits;
                  if (visits < next) return;
                  next += visits_between;
                  come_to();
              });
              const auto now = std::chrono::steady_clock::now();
              took_ = std::chrono::duration_cast<std::chrono::milliseconds>(now - begun);
              promise_.set_value(std::move(read));
          } catch (...) {
              promise_.set_exception(std::current_exception());
          }
          ended();
      }) {}

MonthReading::~MonthReading() = default;

bool MonthReading::wait(std::chrono::milliseconds at_most) {
    return month_.wait_for(at_most) == std::future_status::ready;
}

std::shared_ptr<JudgedMonth> MonthReading::take(store::Store& store, JudgedMonth::Now now) {
    auto read = month_.get();
    read->move_to(store, std::move(now));
    read->note(noted_);
    read->catch_up();
    return read;
}

}  // namespace samordna::workspace
