// Telefoner: the unit's work phones; lost ones are inactivated at once. Main thread.
#pragma once
#include "desktop/equipment_page.h"
#include "desktop/thing_panel.h"

namespace samordna::desktop {

class PhonePage final : public EquipmentPage {
  public:
    PhonePage(wxWindow* parent, Context& context);

  private:
    std::vector<Row> read(const workspace::Equipment& all) const override;
    void show_details(std::optional<domain::Id> id, bool same) override;
    void focus_details() override { panel_->focus(); }
    std::string counted(std::size_t shown, std::size_t total) const override;
    void deactivate(domain::Id id);
    void reactivate(domain::Id id);
    void edit(domain::Id id);
    std::vector<ThingPanel::Line> told_of(const workspace::PhoneRow& row) const;

    ThingPanel* panel_ = nullptr;
};

}  // namespace samordna::desktop
