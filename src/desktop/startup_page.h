// Uppstart smarta lås: mounted locks against startup hours, and the hours that are missing registered by one key. Main
// thread.
#pragma once
#include "desktop/equipment_page.h"
#include "desktop/thing_panel.h"

namespace samordna::desktop {

class StartupPage final : public EquipmentPage {
  public:
    StartupPage(wxWindow* parent, Context& context);

  private:
    std::vector<Row> read(const workspace::Equipment& all) const override;
    void show_details(std::optional<domain::Id> id, bool same) override;
    void focus_details() override { panel_->focus(); }
    std::string counted(std::size_t shown, std::size_t total) const override;
    const workspace::StartupRow* row_of(domain::Id id) const;
    std::vector<domain::Id> missing_of(const std::vector<domain::Id>& ids) const;
    void register_hours(const std::vector<domain::Id>& locks);

    ThingPanel* panel_ = nullptr;
};

}  // namespace samordna::desktop
