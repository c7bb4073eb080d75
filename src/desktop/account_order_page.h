// Kontobeställningar: administrators' accounts, which the municipality's service centre makes and ends on the manager's
// order. Nothing is sent from here. Main thread.
#pragma once
#include "desktop/equipment_page.h"
#include "desktop/thing_panel.h"

namespace samordna::desktop {

class AccountOrderPage final : public EquipmentPage {
  public:
    AccountOrderPage(wxWindow* parent, Context& context);

  private:
    const workspace::AccountOrderRow* row_of(domain::Id id) const;
    std::vector<Row> read(const workspace::Equipment& all) const override;
    void show_details(std::optional<domain::Id> id, bool same) override;
    void focus_details() override { panel_->focus(); }
    std::string counted(std::size_t shown, std::size_t total) const override;
    std::string facts_of(const workspace::AccountOrderRow& row) const;
    void create();
    void edit(domain::Id id);

    ThingPanel* panel_ = nullptr;
};

}  // namespace samordna::desktop
