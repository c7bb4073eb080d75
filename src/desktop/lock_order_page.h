// Låsbeställningar: what is asked of the municipality's fitters, and what ought to be. Main thread.
#pragma once
#include "desktop/equipment_page.h"
#include "desktop/thing_panel.h"

namespace samordna::desktop {

class LockOrderPage final : public EquipmentPage {
  public:
    LockOrderPage(wxWindow* parent, Context& context);

  private:
    std::vector<Row> read(const workspace::Equipment& all) const override;
    void show_details(std::optional<domain::Id> id, bool same) override;
    void focus_details() override { panel_->focus(); }
    std::string counted(std::size_t shown, std::size_t total) const override;
    const workspace::LockOrderRow* row_of(domain::Id id) const;
    void edit(domain::Id id);

    ThingPanel* panel_ = nullptr;
};

// The question about an order, as it stands or as it would be; `done` does it, and says what is wrong.
Question question_of(const workspace::LockOrderRow& row,
                     std::function<std::optional<std::string>(const domain::SetLockOrder&)> done);

}  // namespace samordna::desktop
