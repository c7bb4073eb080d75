#include "desktop/tour.h"

#include <cstdio>

#include <fmt/format.h>
#include <gtk/gtk.h>

#include "wording/catalog.h"

namespace samordna::desktop {
namespace {
constexpr int tick_ms = 60;
constexpr int patience = 120'000 / tick_ms;
constexpr int short_patience = 2'000 / tick_ms;
}  // namespace

Tour::Tour(MainFrame& frame, std::filesystem::path pictures) : frame_(frame), pictures_(std::move(pictures)) {
    std::filesystem::create_directories(pictures_);
    plan();
    timer_.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { go_on(); });
    timer_.Start(tick_ms);
}

void Tour::plan() {
    using Phase = workspace::SyncStatus::Phase;
    const auto synced = [this] {
        const auto status = frame_.workspace().status();
        return status.complete && status.phase == Phase::idle && status.waiting == 0;
    };
    const auto always = [] { return true; };
    const auto act = [this](std::string_view id) { return [this, id] { frame_.actions().run(id); }; };
    const auto can = [this](std::string_view id) { return [this, id] { return frame_.actions().enabled(id); }; };
    const auto was = wording::language();
    const std::string_view back = was == wording::Language::sv ? "language.sv" : "language.en";
    const std::string_view other = was == wording::Language::sv ? "language.en" : "language.sv";
    steps_ = {
        {synced, act("filter.all"), "shifts"},
        {always, act("filter.needs_action"), "needs-action"},
        {can("visit.edit"), act("visit.edit"), "mending", false},
        {always, act("mark.clear"), ""},
        {can("visit.register"), act("visit.register"), "registered-afterwards", false},
        {always, act("mark.clear"), ""},
        {always, act("shift.approve"), "stopped-by-the-rules"},
        {always, act("mark.clear"), ""},
        {always, act("filter.ready"), "ready-to-approve"},
        {can("shift.approve_clean"), act("shift.approve_clean"), "summary", false},
        {can("decision.confirm"), act("decision.confirm"), "approved-at-once", false},
        {can("edit.undo"), act("edit.undo"), "undone", false},
        {can("edit.redo"), act("edit.redo"), "", false},
        {synced, act("filter.approved"), "approved"},
        {can("shift.revoke"), act("shift.revoke"), "one-revoked", false},
        {synced, act("page.visits"), "visits"},
        {always, act("page.clients"), "clients"},
        {always, act("page.workers"), "care-workers"},
        {always, act("page.month"), "month-end"},
        {always, act("page.followup"), "follow-up"},
        {always, act("page.locks"), "locks"},
        {always, act("page.startups"), "lock-startup"},
        {can("startup.register_all"), act("startup.register_all"), "hours-to-register", false},
        {always, act("mark.clear"), ""},
        {always, act("page.lock_orders"), "lock-orders"},
        {always, act("page.tags"), "tags"},
        {always, act("page.phones"), "phones"},
        {always, act("page.controls"), "controls"},
        {always, act("page.accounts"), "accounts"},
        {always, act("page.account_orders"), "account-orders"},
        {always, act("page.log"), "log"},
        {synced, act("page.changes"), "changes"},
        {always, act("page.rules"), "rules"},
        {always, act("page.shifts"), ""},
        {always, act("filter.all"), ""},
        {always, act(other), "other-language"},
        {always, act(back), ""},
    };
}

void Tour::go_on() {
    if (next_ > 0 && !drawn_) {
        // One tick for what was asked for, and for what that has posted.
        drawn_ = true;
        if (const std::string& name = steps_[next_ - 1].picture; !name.empty()) take_picture(name);
        return;
    }
    if (next_ == steps_.size()) {
        timer_.Stop();
        succeeded_ = true;
        frame_.Close();
        return;
    }
    const Step& step = steps_[next_];
    if (!step.when()) {
        if (++waited_ < (step.needed ? patience : short_patience)) return;
        if (!step.needed) {
            waited_ = 0;
            drawn_ = true;
            ++next_;
            return;
        }
        std::fprintf(stderr, "the tour waited in vain at step %zu\n", next_);
        timer_.Stop();
        frame_.Close();
        return;
    }
    waited_ = 0;
    drawn_ = false;
    ++next_;
    step.what();
}

void Tour::take_picture(const std::string& name) {
    while (gtk_events_pending() != FALSE) gtk_main_iteration();
    GdkWindow* window = gtk_widget_get_window(frame_.GetHandle());
    GdkPixbuf* picture =
        gdk_pixbuf_get_from_window(window, 0, 0, gdk_window_get_width(window), gdk_window_get_height(window));
    if (picture == nullptr) return;
    const std::filesystem::path file = pictures_ / fmt::format("{:02}-{}.png", ++taken_, name);
    if (gdk_pixbuf_save(picture, file.c_str(), "png", nullptr, nullptr) != FALSE) {
        std::printf("%s\n", file.c_str());
        std::fflush(stdout);
    }
    g_object_unref(picture);
}

}  // namespace samordna::desktop
