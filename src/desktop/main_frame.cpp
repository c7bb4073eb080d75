#include "desktop/main_frame.h"

#include <gtk/gtk.h>
#include <wx/iconbndl.h>
#include <wx/sizer.h>
#include <wx/statline.h>
#include <wx/stattext.h>

#include "desktop/access.h"
#include "desktop/clipboard.h"
#include "desktop/curtain.h"
#include "desktop/finder_panel.h"
#include "desktop/guide.h"
#include "desktop/help_panel.h"
#include "desktop/icons.h"
#include "desktop/key_sheet.h"
#include "desktop/keys.h"
#include "desktop/menus.h"
#include "desktop/pages.h"
#include "desktop/palette.h"
#include "desktop/sign_in_page.h"
#include "desktop/status_line.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::tr;

// The smallest window that works whole, the menu bar and a panel of the desktop taken off.
const wxSize smallest{1000, 600};
constexpr int title_and_menu = 60;
constexpr int tick_ms = 10'000;

// What was made within a window in sight has asked for its size while others were given theirs: the toolkit takes that
// for answered, and would lay out nothing ever after.
void ask_for_sizes(GtkWidget* widget, gpointer) {
    if (GTK_IS_CONTAINER(widget)) gtk_container_forall(GTK_CONTAINER(widget), ask_for_sizes, nullptr);
    gtk_widget_queue_resize(widget);
}

}  // namespace

MainFrame::MainFrame(workspace::Workspace& workspace, Settings& settings)
    : wxFrame(nullptr, wxID_ANY, "Samordna"),
      workspace_(workspace),
      settings_(settings),
      context_{workspace_,
               actions_,
               settings_,
               std::nullopt,
               [this](const wxString& text) {
                   if (status_ != nullptr) status_->show_done(text);
               },
               [this](const wxWindow& page, const wxString& text) {
                   if (status_ != nullptr && book_of_pages_->GetCurrentPage() == &page) status_->show_rows(text);
               },
               [this](domain::RecordType type, domain::Id id) { go_to_record(type, id); },
               [this] { refresh(); }} {
    SetIcon(app_icon().GetIcon({64, 64}));
    SetMinSize(smallest);
    auto* all = new wxBoxSizer(wxVERTICAL);
    SetSizer(all);
    build();
    workspace_.on_news([this](const workspace::News& news) { on_news(news); });
    Bind(wxEVT_CHAR_HOOK, &MainFrame::on_key, this);
    Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent& event) {
        event.Skip();
        build_later();
    });
    Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent& event) {
        remember();
        event.Skip();
    });
    Bind(wxEVT_IDLE, [this](wxIdleEvent& event) {
        if (workspace_.look_further()) event.RequestMore();
        event.Skip();
    });
    Bind(wxEVT_ACTIVATE, [this](wxActivateEvent& event) {
        event.Skip();
        CallAfter([this] { keep_keys(); });
    });
    tick_.SetOwner(this);
    Bind(
        wxEVT_TIMER,
        [this](wxTimerEvent&) {
            lock_when_idle();
            show_time();
            for (Page* page : pages_) page->on_time();
            if (is_working()) {
                remind();
                show_trouble();
            }
        },
        tick_.GetId());
    tick_.Start(tick_ms);

    // Size and place last: children have asked for theirs.
    const wxSize room = wxGetClientDisplayRect().GetSize() - wxSize(0, title_and_menu);
    SetClientSize(std::min(settings_.number("width").value_or(1440), room.x),
                  std::min(settings_.number("height").value_or(850), room.y));
    // Else it would be laid out two pixels wide first, and the toolkit complains of that.
    gtk_widget_realize(GetHandle());
    const auto x = settings_.number("x");
    const auto y = settings_.number("y");
    if (x && y) Move(*x, *y);
    if (settings_.number("maximized").value_or(0) != 0) Maximize();
    Layout();
}

MainFrame::~MainFrame() {
    forget_copied();
    workspace_.on_news({});
}

void MainFrame::build() {
    building_ = true;
    // Here, not when the theme is told to change: what is drawn before it has changed remembers the former colours.
    forget_palette();
    forget_icons();
    actions_ = ActionBook{};  // what the pages that go have bound
    bind_actions();
    finder_ = workspace_.finder(wording::day);  // in the language of the window
    const auto page = pages_.empty() ? 0 : static_cast<std::size_t>(book_of_pages_->GetSelection());
    std::vector<std::string> unread_codes;
    if (root_ != nullptr) {
        unread_codes = sign_in_->unread_codes();
        for (Page* each : pages_) each->remember();
        status_ = nullptr;
        help_ = nullptr;
        guide_ = nullptr;
        pages_.clear();
        root_->Destroy();
    }
    root_ = new wxPanel(this);
    book_ = new wxSimplebook(root_);
    std::optional<std::chrono::seconds> browser_wait;
    if (const auto seconds = settings_.number("browser_wait")) browser_wait = std::chrono::seconds{*seconds};
    sign_in_ = new SignInPage(book_, workspace_, browser_wait, [this] { enter_work(); });
    book_->AddPage(sign_in_, "");
    status_ = new StatusLine(root_);
    book_->AddPage(make_work(book_), "");
    curtain_ = new Curtain(
        book_, workspace_, [this] { unlock(); }, [this] { leave_curtain(); });
    book_->AddPage(curtain_, "");
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(book_, 1, wxEXPAND);
    all->Add(new wxStaticLine(root_), 0, wxEXPAND);
    all->Add(status_, 0, wxEXPAND);
    root_->SetSizer(all);
    GetSizer()->Clear();
    GetSizer()->Add(root_, 1, wxEXPAND);
    make_menus();
    said_trouble_.clear();
    building_ = false;
    if (workspace_.signed_in() && unread_codes.empty()) {
        book_->ChangeSelection(work_page);
        go_to(page);
        if (guide_waits_) {
            guide_waits_ = false;
            settings_.set("guide_offered", 1);
            CallAfter([this] { guide_->offer(); });  // when it is known how wide it is
        }
    } else {
        locked_ = false;
        book_->ChangeSelection(sign_in_page);
        status_->Hide();
        if (!last_.server.empty()) sign_in_->fill(last_.server, last_.user);
        if (unread_codes.empty())
            sign_in_->enter();
        else
            sign_in_->show_codes(unread_codes);
    }
    if (locked_) show_curtain();
    show_around();
    Layout();
    CallAfter([this] {
        ask_for_sizes(GetHandle(), nullptr);
        gtk_container_check_resize(GTK_CONTAINER(GetHandle()));
        SendSizeEvent();
    });
}

void MainFrame::build_later() {
    // What asks for it stands within what is torn down.
    if (rebuild_waits_) return;
    rebuild_waits_ = true;
    CallAfter([this] {
        rebuild_waits_ = false;
        build();
    });
}

wxWindow* MainFrame::make_work(wxWindow* parent) {
    auto* work = new wxPanel(parent);
    // What is made first is read first.
    auto* side = make_sidebar(work);
    auto* right = new wxPanel(work);
    trouble_ = new wxInfoBar(right);
    describe(trouble_, "trouble", ui(tr("Message")));
    trouble_->Bind(wxEVT_BUTTON, [this](wxCommandEvent& event) {
        if (event.GetId() == wxID_REFRESH && said_trouble_ == "profile.damaged")
            anew_();
        else if (event.GetId() == wxID_REFRESH)
            actions_.run("sign_in");
        event.Skip();
    });
    guide_ = new Guide(right, actions_, [right] { right->Layout(); });
    book_of_pages_ = new wxSimplebook(right);
    std::vector<Page*> made;
    for (const PageEntry& entry : pages()) {
        actions_.begin_page(entry.action);
        made.push_back(entry.make(book_of_pages_, context_));
        book_of_pages_->AddPage(made.back(), "");
    }
    actions_.begin_page({});
    pages_ = std::move(made);
    help_ = new HelpPanel(work, actions_, [this] { open_help(false); });
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(trouble_, 0, wxEXPAND);
    column->Add(guide_, 0, wxEXPAND);
    column->Add(book_of_pages_, 1, wxEXPAND);
    right->SetSizer(column);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(side, 0, wxEXPAND);
    row->Add(new wxStaticLine(work, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxLI_VERTICAL), 0, wxEXPAND);
    row->Add(right, 1, wxEXPAND);
    row->Add(help_, 0, wxEXPAND);
    work->SetSizer(row);
    return work;
}

void MainFrame::bind_actions() {
    const auto working = [this] { return is_working(); };
    const auto in = [this] { return workspace_.signed_in().has_value(); };
    actions_.bind(
        "sync.now",
        [this] {
            workspace_.sync_now();
            refresh();
        },
        in);
    actions_.bind("sign_in", [this] {
        const auto who = workspace_.signed_in();
        ask_for_sign_in(who ? who->server : std::string{}, who ? who->user : std::string{});
    });
    actions_.bind(
        "sign_out",
        [this] {
            if (const auto who = workspace_.signed_in()) last_ = *who;
            workspace_.stop_syncing();
            workspace_.begin_sign_out();
            build_later();
        },
        in);
    actions_.bind(
        "sign_out.wipe", [this] { sign_out_and_wipe(); }, working);
    actions_.bind(
        "lock", [this] { lock(); }, working);
    actions_.bind(
        "lock.after", [this] { CallAfter([this] { choose_lock_after(); }); }, working);
    actions_.bind("quit", [this] { Close(); });
    actions_.bind(
        "edit.undo",
        [this] {
            if (const auto undone = workspace_.undo())
                context_.say(ui(wording::undone_of_verb(undone->verb, undone->shifts)));
            refresh();
        },
        [this, working] { return working() && workspace_.can_undo(); });
    actions_.bind(
        "edit.redo",
        [this] {
            if (const auto done = workspace_.redo()) context_.say(ui(wording::done_of_verb(done->verb, done->shifts)));
            refresh();
        },
        [this, working] { return working() && workspace_.can_redo(); });
    for (std::size_t i = 0; i < pages().size(); ++i) {
        actions_.bind(
            pages()[i].action, [this, i] { go_to(i); }, working);
    }
    actions_.bind("language.sv", [this] { speak("sv"); });
    actions_.bind("language.en", [this] { speak("en"); });
    actions_.bind(
        "find.anything", [this] { CallAfter([this] { find_anything(this, context_, finder_); }); }, working);
    actions_.bind(
        "help.page", [this] { open_help(!help_->IsShown()); }, working);
    actions_.bind(
        "help.tour",
        [this] {
            go_to(0);
            guide_->begin();
        },
        working);
    // Before what the pages do with Esc.
    actions_.bind(
        "mark.clear", [this] { open_help(false); },
        [this, working] { return working() && help_ != nullptr && help_->has_focus(); });
    actions_.bind(
        "mark.clear", [this] { workspace_.stop_reading(*month_being_read()); },
        [this, working] { return working() && month_being_read(); });
    actions_.on_run([this](std::string_view id) {
        if (!building_ && guide_ != nullptr) guide_->done(id);
    });
    actions_.bind("help.keys", [this] { CallAfter([this] { show_key_sheet(this); }); });
}

void MainFrame::make_menus() {
    const std::unique_ptr<wxMenuBar> former(GetMenuBar());
    SetMenuBar(menu_bar_of(actions_));
}

void MainFrame::speak(const char* language) {
    const auto wanted = *wording::parse_language(language);
    settings_.set("language", language);
    if (wanted == wording::language()) return;
    wording::set_language(wanted);
    build_later();
}

void MainFrame::go_to(std::size_t page) {
    book_of_pages_->ChangeSelection(page);
    if (navigation_->GetSelectedRow() != static_cast<int>(page)) navigation_->SelectRow(static_cast<unsigned>(page));
    status_->show_rows("");  // the former page's
    pages_[page]->enter();
    refresh();
}

void MainFrame::go_to_record(domain::RecordType type, domain::Id id) {
    for (std::size_t page = 0; page < pages_.size(); ++page) {
        if (pages_[page]->show(type, id)) return go_to(page);
    }
    for (std::size_t page = 0; page < pages_.size(); ++page) {
        if (pages_[page]->show_all_of(type, id)) return go_to(page);
    }
}

void MainFrame::on_news(const workspace::News& news) {
    finder_->on_news(news);
    if (book_->GetSelection() == 1) {
        for (Page* page : pages_) page->on_news(news);
        if (news.everything || news.read) remind();
    }
    // The unit's name comes with the first records.
    if (news.everything && !workspace_.units().empty() && navigation_ != nullptr) {
        if (auto* unit = dynamic_cast<wxStaticText*>(navigation_->GetParent()->GetChildren().front())) {
            unit->SetLabel(ui(workspace_.units().front().name));
        }
    }
    refresh();
}

void MainFrame::on_key(wxKeyEvent& event) {
    const std::string key = key_of(event);
    wxWindow* focus = FindFocus();
    if (key.empty() || (is_typing(focus) && belongs_to_field(key))) return event.Skip();
    const bool in_list = dynamic_cast<wxDataViewCtrl*>(focus) != nullptr;
    if (guide_ != nullptr && guide_->takes(key, focus)) return;
    const Action* action = actions_.of_key(key, in_list);
    if (action == nullptr || !actions_.run(action->id)) event.Skip();
}

void MainFrame::refresh() {
    around_follows_.ask();
}

void MainFrame::show_around() {
    if (building_ || pages_.empty()) return;
    show_time();
    show_navigation();
    show_trouble();
    show_help();
    refresh_menus(GetMenuBar(), actions_);
    CallAfter([this] { keep_keys(); });
}

// What had the keys may have gone while another window was in front.
void MainFrame::keep_keys() {
    if (building_ || pages_.empty() || book_->GetSelection() != 1) return;
    if (gtk_window_get_focus(GTK_WINDOW(GetHandle())) == nullptr)
        pages_[static_cast<std::size_t>(book_of_pages_->GetSelection())]->enter();
}

void MainFrame::remember() {
    for (Page* page : pages_) page->remember();
    settings_.set("maximized", IsMaximized() ? 1 : 0);
    if (!IsMaximized()) {
        settings_.set("width", GetClientSize().x);
        settings_.set("height", GetClientSize().y);
        settings_.set("x", GetPosition().x);
        settings_.set("y", GetPosition().y);
    }
    settings_.save();
}

}  // namespace samordna::desktop
