// A grid over a list as long as a month: the toolkit is told of the rows as it needs them, she stays on what she is on
// by its id, and what is seen does not move. Main thread.
#pragma once
#include <functional>
#include <optional>

#include <wx/dataview.h>
#include <wx/timer.h>

#include "base/id.h"

namespace samordna::desktop {

enum class Change : std::uint8_t {
    contents,  // the same rows say something else
    rows,      // some have come, gone or moved; what is seen does not move
    list,      // another choice or another order; she stays on what she is on, unless that is some thousand rows down
};

class LongList final : public wxEvtHandler {
  public:
    // What the rows are of; asked whenever they are put.
    struct Rows {
        std::function<std::size_t()> size;
        std::function<base::Id(std::size_t)> id_at;
        std::function<std::optional<std::size_t>(base::Id)> find;
    };
    // `selected` is the page's: what she is on. `moved` is called when she has gone to another row. All outlive it.
    LongList(wxDataViewCtrl* grid, wxDataViewVirtualListModel* model, std::optional<base::Id>& selected, Rows rows,
             std::function<void()> moved);

    // Shows the rows as they are now; what she was on is let go where it is not among them.
    void put(Change change);
    // These say something else, in sight or not.
    void changed(base::Id id);
    // Puts her there. False: it is not shown.
    bool select(base::Id id);
    // The same, so many rows further.
    void step(int by);

  private:
    void tell(unsigned row, unsigned top);
    void tell_more();
    void tell_until(unsigned row);
    void keep_cursor();

    wxDataViewCtrl* grid_;
    wxDataViewVirtualListModel* model_;
    std::optional<base::Id>& selected_;
    Rows rows_;
    bool moving_ = false;  // we move the selection, not she
    wxTimer pause_;
};

}  // namespace samordna::desktop
