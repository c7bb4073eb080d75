// The columns of a grid as she wants them: which, in which order, how wide; kept in the settings. And the panel where
// she chooses. Main thread.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include <wx/button.h>
#include <wx/dataview.h>
#include <wx/panel.h>

#include "desktop/settings.h"

namespace samordna::desktop {

class Columns {
  public:
    // `name` begins the keys of the settings. Call add for each column when it stands in the grid, then restore.
    Columns(wxDataViewCtrl* grid, Settings& settings, std::string name)
        : grid_(grid), settings_(settings), name_(std::move(name)) {}
    // `id` is its name for ever. `shown`: at first.
    void add(wxDataViewColumn* column, std::string id, bool shown = true);
    // How wide she left it.
    int width(const std::string& id, int usual) const;
    void restore();
    void remember();
    // As they were at first.
    void reset();

    struct One {
        std::string id;
        wxDataViewColumn* column = nullptr;
        bool at_first = true;
    };
    // As they stand from left to right, hidden ones too.
    std::vector<One> in_order() const;
    void set_shown(const std::string& id, bool shown);
    // One place to the left (-1) or to the right (1).
    void move(const std::string& id, int by);

  private:
    void put_in_order(const std::vector<std::string>& ids);
    wxDataViewCtrl* grid_;
    Settings& settings_;
    std::string name_;
    std::vector<One> all_;  // as they were added
};

class ColumnPanel final : public wxPanel {
  public:
    ColumnPanel(wxWindow* parent, Columns& columns, std::function<void()> closed);
    void open();

  private:
    void fill(const std::string& at);
    std::string chosen() const;
    void toggle(unsigned row);
    void move(int by);

    Columns& columns_;
    std::vector<std::string> ids_;
    wxDataViewListCtrl* list_;
};

}  // namespace samordna::desktop
