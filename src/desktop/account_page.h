// Konton: care workers' accounts in the mobile system, who is in and who is out, and which run out because nobody signs
// in. Main thread.
#pragma once
#include "desktop/equipment_page.h"
#include "desktop/thing_panel.h"

namespace samordna::desktop {

class AccountPage final : public EquipmentPage {
  public:
    AccountPage(wxWindow* parent, Context& context);

  private:
    std::vector<Row> read(const workspace::Equipment& all) const override;
    void show_details(std::optional<domain::Id> id, bool same) override;
    void focus_details() override { panel_->focus(); }
    std::string counted(std::size_t shown, std::size_t total) const override;
    // The one-time code that is shown.
    std::optional<Sheet> sheet() const override { return paper_; }
    void create();
    void edit(domain::Id id);
    void inactivate(domain::Id id);
    void archive(domain::Id id);
    void reactivate(domain::Id id);
    void exempt(domain::Id id);
    void issue_code(domain::Id id);
    void import_sheet();

    ThingPanel* panel_ = nullptr;
    std::optional<Sheet> paper_;
};

}  // namespace samordna::desktop
