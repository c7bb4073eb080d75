// Lås: door and entrance locks, their batteries, and one that does not open. Main thread.
#pragma once
#include <wx/choice.h>
#include <wx/notebook.h>

#include "desktop/bar_chart.h"
#include "desktop/equipment_page.h"
#include "desktop/thing_panel.h"

namespace samordna::desktop {

// One lock: its battery, what it has told, and why it may not open.
class LockPanel final : public wxPanel {
  public:
    LockPanel(wxWindow* parent, Context& context);
    void show(const workspace::LockRow* row, const workspace::Equipment* all, bool same);
    void focus();
    // To why it may not open.
    void look();
    // The facts of the fault report.
    std::string facts() const;

  private:
    void make_history();
    void make_look();
    void make_totals();
    Cell total_cell(unsigned row, unsigned column) const;
    void show_battery(const workspace::Equipment& all);
    void show_history();
    void show_look();
    std::vector<rules::FaultLook> looks() const;

    Context& context_;
    std::optional<workspace::LockRow> row_;
    std::vector<domain::LockReading> readings_;
    std::vector<workspace::WorkerChoice> workers_;
    std::vector<domain::Id> phones_;
    wxNotebook* book_;
    ThingPanel* battery_;
    BarChart* chart_ = nullptr;
    Table* told_ = nullptr;
    wxChoice* phone_ = nullptr;
    wxChoice* worker_ = nullptr;
    Prose* steps_ = nullptr;
    workspace::LockTotals totals_;
    Table* counted_ = nullptr;
};

class LockPage final : public EquipmentPage {
  public:
    LockPage(wxWindow* parent, Context& context);

  private:
    std::vector<Row> read(const workspace::Equipment& all) const override;
    void show_details(std::optional<domain::Id> id, bool same) override;
    void focus_details() override { panel_->focus(); }
    std::string counted(std::size_t shown, std::size_t total) const override;
    std::optional<Sheet> sheet() const override;
    void battery_changed(domain::Id id);
    void report_fault(domain::Id id);

    LockPanel* panel_ = nullptr;
};

}  // namespace samordna::desktop
