// samordna: the window.
#include <chrono>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>

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
#include "desktop/wx_post.h"
#include "wording/catalog.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

// What a month may take to be read without her seeing that it was not there.
constexpr std::chrono::milliseconds unnoticed{120};

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
    void OnInitCmdLine(wxCmdLineParser& parser) override;
    bool OnCmdLineParsed(wxCmdLineParser& parser) override;

  private:
    std::string password_of_file() const;
    bool is_given_user() const;
    // The error where it did not succeed.
    std::optional<base::Error> sign_in_with_file();
    Options options_;
    base::SystemClock clock_;
    WxPost post_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<workspace::Workspace> workspace_;
    MainFrame* frame_ = nullptr;
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

    auto opened = workspace::Workspace::open(workspace::Profile{options_.profile, {}, true, {}}, clock_, post_);
    if (!opened) {
        std::fprintf(stderr, "samordna: %s\n", opened.error().code.c_str());
        if (options_.tour.empty())
            wxMessageBox(ui(wording::sentence_of(opened.error())), "Samordna", wxOK | wxICON_ERROR);
        return false;
    }
    workspace_ = std::move(*opened);
    workspace_->read_months_elsewhere(unnoticed);
    settings_ = std::make_unique<Settings>(options_.profile);
    if (const auto saved = settings_->text("language"); saved && !options_.language) {
        if (const auto language = wording::parse_language(*saved)) wording::set_language(*language);
    }
    const auto refused = options_.user.empty() ? std::nullopt : sign_in_with_file();
    if (workspace_->signed_in()) workspace_->start_syncing();
    frame_ = new MainFrame(*workspace_, *settings_);
    frame_->Show();
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
    return true;
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
