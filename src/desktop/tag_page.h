// Taggar: NFC tags at clients' doors; which are to be taken out of use, and which nobody knows. Main thread.
#pragma once
#include "desktop/equipment_page.h"
#include "desktop/thing_panel.h"

namespace samordna::desktop {

class TagPage final : public EquipmentPage {
  public:
    TagPage(wxWindow* parent, Context& context);

  private:
    std::vector<Row> read(const workspace::Equipment& all) const override;
    void show_details(std::optional<domain::Id> id, bool same) override;
    void focus_details() override { panel_->focus(); }
    std::string counted(std::size_t shown, std::size_t total) const override;
    void couple(domain::Id id);
    void deactivate(domain::Id id);

    ThingPanel* panel_ = nullptr;
};

}  // namespace samordna::desktop
