// Kontroller: the monthly follow-up of phones and of locks, signed and kept. Main thread.
#pragma once
#include "desktop/equipment_page.h"
#include "desktop/thing_panel.h"

namespace samordna::desktop {

class ControlPage final : public EquipmentPage {
  public:
    ControlPage(wxWindow* parent, Context& context);

  private:
    std::vector<Row> read(const workspace::Equipment& all) const override;
    void show_details(std::optional<domain::Id> id, bool same) override;
    void focus_details() override { panel_->focus(); }
    std::string counted(std::size_t shown, std::size_t total) const override;
    std::optional<Sheet> sheet() const override;
    const workspace::ControlRow* row_of(domain::Id id) const;
    void sign(domain::Id id);

    ThingPanel* panel_ = nullptr;
};

}  // namespace samordna::desktop
