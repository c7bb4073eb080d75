// Regler: the rulebook in force and the others that the program knows: its checks with their paragraphs and sentences,
// its settings and where each comes from, its services, and what another version says otherwise. Main thread.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include <wx/choice.h>
#include <wx/dataview.h>
#include <wx/notebook.h>
#include <wx/stattext.h>

#include "desktop/page.h"

namespace samordna::desktop {

class MatrixSheet;
class Prose;

class RulesPage final : public Page {
  public:
    RulesPage(wxWindow* parent, Context& context);
    void enter() override;
    void on_news(const workspace::News& news) override;

  private:
    struct Sheet {
        wxDataViewListCtrl* list = nullptr;
        Prose* text = nullptr;
        std::vector<std::string> ids;  // by row: what the text below is about
    };
    Sheet make_sheet(const wxString& title, std::string_view id, const std::vector<std::pair<wxString, int>>& columns);
    void choose_books();
    void show_book();
    void show_checks(const rules::Rulebook& book);
    void show_parameters(const rules::Rulebook& book);
    void show_services(const rules::Rulebook& book);
    void show_difference(const rules::Rulebook& book);
    void explain_check();
    void explain_parameter();
    const rules::Rulebook* shown() const;

    Context& context_;
    std::shared_ptr<const rules::Rulebooks> books_;
    std::vector<std::string> versions_;  // by row of the choice
    wxChoice* which_;
    wxStaticText* about_;
    wxNotebook* sheets_;
    MatrixSheet* matrix_;
    Sheet checks_, parameters_, services_, difference_;
};

}  // namespace samordna::desktop
