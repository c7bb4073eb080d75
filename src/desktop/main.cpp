// samordna: the window.
#include <chrono>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <future>
#include <iterator>
#include <string_view>
#include <utility>

#include <langinfo.h>
#include <wx/app.h>
#include <wx/cmdline.h>
#include <wx/log.h>
#include <wx/msgdlg.h>
#include <wx/stdpaths.h>

#include "base/log.h"
#include "base/system.h"
#include "base/text.h"
#include "desktop/main_frame.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "desktop/tour.h"
#include "desktop/waiting.h"
#include "desktop/wx_post.h"
#include "wording/catalog.h"
#include "wording/sentences.h"
#include "workspace/recovery.h"

namespace samordna::desktop {
namespace {

// What a month may take to be read without her seeing that it was not there.
constexpr std::chrono::milliseconds unnoticed{120};
// What the copy may take to be opened before she is told what it waits for.
constexpr std::chrono::seconds at_once{2};
// And for the keyring to ask her for its password, and to be given it.
constexpr std::chrono::seconds keyring_patience{120};

using wording::tr;

std::filesystem::path path_of(const wxString& text) {
    const std::string bytes = utf8(text);
    return std::u8string(bytes.begin(), bytes.end());
}

struct Options {
    std::filesystem::path profile;
    std::string server;
    std::string user;
    std::filesystem::path password_file;
    std::optional<wording::Language> language;
    std::filesystem::path tour;
};

class App final : public wxApp {
  public:
    bool OnInit() override;
    int OnExit() override;
    int OnRun() override;
    bool OnExceptionInMainLoop() override;
    void OnInitCmdLine(wxCmdLineParser& parser) override;
    bool OnCmdLineParsed(wxCmdLineParser& parser) override;

  private:
    // The copy of this computer, and the window on it.
    bool begin();
    bool go_on();
    using Opened = base::Result<std::unique_ptr<workspace::Workspace>>;
    Opened open_copy();
    // She is asked. False: she would rather quit.
    bool recover(const base::Error& trouble);
    workspace::Profile profile() const { return {options_.profile, {}, true, keyring_patience, {}}; }
    // What was thrown last. False: nothing that she can do something about.
    bool is_trouble_of_the_copy();
    void make_window();
    void begin_anew();
    std::string password_of_file() const;
    bool is_given_user() const;
    // The error where it did not succeed.
    std::optional<base::Error> sign_in_with_file();
    Options options_;
    base::SystemClock clock_;
    WxPost post_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<workspace::Workspace> workspace_;
    std::future<std::shared_ptr<Opened>> opening_;  // shared: g++ 12 warns of a value in there
    MainFrame* frame_ = nullptr;
    std::string recovered_;  // to be told when there is a window
    std::unique_ptr<Tour> tour_;
};

void App::OnInitCmdLine(wxCmdLineParser& parser) {
    parser.SetSwitchChars("-");
    parser.AddLongSwitch("help", "this text");
    parser.AddLongOption("profile", "DIR: where this computer's copy lies; without it, in your own data folder");
    parser.AddLongOption("server", "URL of the backend");
    parser.AddLongOption("user", "signs in as this user at start, with --password-file");
    parser.AddLongOption("password-file", "FILE whose first line is the password");
    parser.AddLongOption("language", "sv or en");
    parser.AddLongOption("tour", "DIR: walks the window, leaves pictures there, and quits");
}

bool App::OnCmdLineParsed(wxCmdLineParser& parser) {
    if (parser.Found("help")) {
        parser.Usage();
        return false;
    }
    const auto text = [&](const char* name) {
        wxString value;
        parser.Found(name, &value);
        return value;
    };
    options_.profile = path_of(text("profile"));
    options_.server = utf8(text("server"));
    options_.user = utf8(text("user"));
    options_.password_file = path_of(text("password-file"));
    options_.tour = path_of(text("tour"));
    if (parser.Found("language")) {
        options_.language = wording::parse_language(utf8(text("language")));
        if (!options_.language) {
            std::fputs("samordna: --language is sv or en\n", stderr);
            return false;
        }
    }
    if (options_.profile.empty()) options_.profile = path_of(wxStandardPaths::Get().GetUserLocalDataDir());
    return true;
}

bool App::OnInit() {
    base::guard_private_data();
    base::keep_no_room();
    SetAppName("samordna");
    if (!wxApp::OnInit()) return false;
    // The toolkit's own complaints are for the log, never a dialog.
    delete wxLog::SetActiveTarget(new wxLogStderr);
    wxSetAssertHandler([](const wxString& file, int line, const wxString&, const wxString& condition, const wxString&) {
        base::log::error("toolkit: " + utf8(file) + ":" + std::to_string(line) + ": " + utf8(condition));
    });
    // Numbers in files and messages are written one way, whatever the locale.
    std::setlocale(LC_NUMERIC, "C");
    apply_style();
    wording::set_language(options_.language.value_or(wording::system_language()));

    return begin();
}

App::Opened App::open_copy() {
    if (const auto looked = workspace::look_at(profile()); !looked) return looked.error();
    return workspace::Workspace::open(profile(), clock_, post_);
}

bool App::recover(const base::Error& trouble) {
    wxMessageDialog question(nullptr, ui(wording::sentence_of(trouble)), "Samordna", wxYES_NO | wxICON_WARNING);
    question.SetExtendedMessage(
        ui(tr("What you have done and not sent is carried over as far as it can be read, and your drafts with it.")));
    question.SetYesNoLabels(ui(tr("Fetch everything anew")), ui(tr("Quit")));
    if (question.ShowModal() != wxID_YES) return false;
    const auto done = workspace::recover(profile());
    if (!done) {
        wxMessageBox(ui(wording::sentence_of(done.error())), "Samordna", wxOK | wxICON_ERROR);
        return false;
    }
    std::string said = wording::trn("{n} change that was not sent is carried over.",
                                    "{n} changes that were not sent are carried over.", done->changes);
    if (!done->everything)
        said =
            tr("Not everything could be read. What could not lies, encrypted, in the folder of the program's data for "
               "two months.") +
            ' ' + said;
    recovered_ = said;
    return true;
}

// The copy turned out to be damaged while she worked: a new one, and a new window on it.
void App::begin_anew() {
    SetExitOnFrameDelete(false);
    if (frame_ != nullptr) frame_->Destroy();
    frame_ = nullptr;
    DeletePendingObjects();
    workspace_->stop_syncing();
    workspace_.reset();
    const bool begun = begin();  // the question that it may ask is no last window
    SetExitOnFrameDelete(true);
    if (!begun) ExitMainLoop();
}

bool App::is_trouble_of_the_copy() {
    const auto trouble = workspace::trouble_of(profile(), std::current_exception());
    if (!trouble) return false;
    base::log::error(trouble->code);
    if (trouble->code == "profile.damaged")
        CallAfter([this] { begin_anew(); });
    else if (frame_ != nullptr)
        frame_->say(ui(wording::sentence_of(*trouble)));
    return true;
}

bool App::OnExceptionInMainLoop() {
    if (is_trouble_of_the_copy()) return true;
    throw;
}

// On a thread of its own: a keyring may ask her something first, and nobody knows how long she thinks.
bool App::begin() {
    opening_ = std::async(std::launch::async, [this] { return std::make_shared<Opened>(open_copy()); });
    if (opening_.wait_for(at_once) == std::future_status::ready) return go_on();
    (new Waiting([this] { return opening_.wait_for(std::chrono::seconds{0}) == std::future_status::ready; },
                 [this] {
                     if (!go_on()) ExitMainLoop();
                 }))
        ->Show();
    return true;
}

bool App::go_on() {
    Opened opened = std::move(*opening_.get());
    if (!opened && options_.tour.empty() && workspace::is_recoverable(opened.error()) && recover(opened.error()))
        opened = open_copy();
    if (!opened) {
        std::fprintf(stderr, "samordna: %s\n", opened.error().code.c_str());
        if (options_.tour.empty() && !workspace::is_recoverable(opened.error()))
            wxMessageBox(ui(wording::sentence_of(opened.error())), "Samordna", wxOK | wxICON_ERROR);
        return false;
    }
    workspace_ = std::move(*opened);
    try {
        make_window();
    } catch (...) {
        if (!is_trouble_of_the_copy() || tour_ != nullptr) throw;
    }
    return true;
}

void App::make_window() {
    workspace_->read_months_elsewhere(unnoticed);
    settings_ = std::make_unique<Settings>(options_.profile);
    if (const auto saved = settings_->text("language"); saved && !options_.language) {
        if (const auto language = wording::parse_language(*saved)) wording::set_language(*language);
    }
    const auto refused = options_.user.empty() ? std::nullopt : sign_in_with_file();
    if (workspace_->signed_in()) workspace_->start_syncing();
    frame_ = new MainFrame(*workspace_, *settings_);
    frame_->on_damage([this] { CallAfter([this] { begin_anew(); }); });
    frame_->Show();
    if (!recovered_.empty()) frame_->say(ui(std::exchange(recovered_, {})));
    if (!options_.user.empty()) {
        frame_->renew_by([this](const std::function<void()>& ended) {
            if (!is_given_user()) return ended();
            workspace_->begin_sign_in({options_.server, options_.user, password_of_file()},
                                      [ended](const auto&) { ended(); });
        });
    }
    if (refused)
        frame_->ask_for_sign_in(options_.server, options_.user, &*refused);
    else if (!workspace_->signed_in())
        frame_->ask_for_sign_in(options_.server, options_.user);
    if (!options_.tour.empty()) tour_ = std::make_unique<Tour>(*frame_, options_.tour);
}

std::string App::password_of_file() const {
    std::ifstream file(options_.password_file, std::ios::binary);
    std::string password;
    std::getline(file, password);
    return std::string(base::trim(password));
}

bool App::is_given_user() const {
    const auto who = workspace_->signed_in();
    return who && who->server == options_.server && who->user == options_.user;
}

std::optional<base::Error> App::sign_in_with_file() {
    // Her session may still be good, and the backend may be away; if it is not, it is renewed.
    if (is_given_user()) return std::nullopt;
    const auto done = workspace_->sign_in({options_.server, options_.user, password_of_file()});
    if (done) return std::nullopt;
    return done.error();
}

int App::OnRun() {
    const int result = wxApp::OnRun();
    return tour_ != nullptr && !tour_->succeeded() ? 1 : result;
}

int App::OnExit() {
    // She did not wait for the keyring: nothing is open, and its time may be long.
    if (opening_.valid()) std::_Exit(0);
    if (workspace_ != nullptr) workspace_->stop_syncing();
    workspace_.reset();
    return wxApp::OnExit();
}

}  // namespace
}  // namespace samordna::desktop

wxIMPLEMENT_APP_NO_MAIN(samordna::desktop::App);

int main(int argc, char** argv) {
    // In a locale without UTF-8 the toolkit loses every letter outside ASCII.
    std::setlocale(LC_ALL, "");
    if (std::string_view(nl_langinfo(CODESET)) != "UTF-8") setenv("LC_ALL", "C.UTF-8", 1);
    // The toolkit's own words.
    const auto language = samordna::wording::system_language();
    setenv("LANGUAGE", std::string(samordna::wording::name_of(language)).c_str(), 1);
    return wxEntry(argc, argv);
}
