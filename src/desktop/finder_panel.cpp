#include "desktop/finder_panel.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtk/gtk.h>
#include <wx/dataview.h>
#include <wx/dialog.h>
#include <wx/sizer.h>
#include <wx/srchctrl.h>
#include <wx/stattext.h>
#include <wx/weakref.h>

#include "desktop/access.h"
#include "desktop/icons.h"
#include "desktop/list_view.h"
#include "desktop/pages.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"

namespace samordna::desktop {
namespace {

using domain::RecordType;
using wording::tr;
using workspace::Found;
using Kind = Found::Kind;

struct Row {
    std::string icon_name{"none"};
    std::string title{};
    std::string detail{};
    std::string key{};
    const Action* action = nullptr;  // what it does; nothing: it goes to the record
    bool can = true;
    Found found{};
};

const char* icon_of(const Action& action) {
    for (const PageEntry& page : pages()) {
        if (page.action == action.id) return page.icon_name;
    }
    return "found-command";
}

Row row_of(const Found& found) {
    Row row{"found-person", found.name, {}, {}, nullptr, true, found};
    if (found.kind == Kind::client) {
        row.detail = tr("Client {number}", {{"number", found.number}});
    } else if (found.kind == Kind::care_worker) {
        row.detail = tr("Care worker {number}", {{"number", found.number}});
    } else if (found.kind == Kind::lock) {
        row.icon_name = "page-locks";
        row.title = wording::joined({found.name, found.number});
        row.detail = tr("Lock {number}", {{"number", found.number}});
    } else if (found.kind == Kind::phone) {
        row.icon_name = "page-phones";
        row.detail = tr("Phone {number}", {{"number", found.number}});
    } else if (found.kind == Kind::tag) {
        row.icon_name = "page-tags";
        row.title = wording::joined({found.name, found.number});
        row.detail = tr("Tag {number}", {{"number", found.number}});
    } else {
        row.icon_name = "page-shifts";
        row.title = wording::joined({found.name, wording::day(found.date)});
        row.detail = tr("Shift {number}", {{"number", found.number}});
    }
    return row;
}

RecordType type_of(Kind kind) {
    return kind == Kind::client        ? RecordType::client
           : kind == Kind::care_worker ? RecordType::care_worker
           : kind == Kind::lock        ? RecordType::lock
           : kind == Kind::phone       ? RecordType::phone
           : kind == Kind::tag         ? RecordType::tag
                                       : RecordType::shift;
}

class FoundModel final : public wxDataViewVirtualListModel {
  public:
    enum Column : std::uint8_t { title, detail, key };
    explicit FoundModel(const wxDataViewCtrl* list) : list_(list) {}
    void show(std::vector<Row> rows) {
        rows_ = std::move(rows);
        Reset(static_cast<unsigned>(rows_.size()));
    }
    const std::vector<Row>& rows() const { return rows_; }
    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
        const Row empty;
        const Row& one = row < rows_.size() ? rows_[row] : empty;
        if (column == title) {
            const Tone tone = one.can ? Tone::accent : Tone::quiet;
            value << in_cell(ui(one.title), icon(one.icon_name, tone_on_row(list_, row, tone)));
        } else {
            value = ui(column == detail ? one.detail : one.key);
        }
    }
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override {
        if (row >= rows_.size() || (column == title && rows_[row].can)) return false;
        attr.SetColour(colour(Tone::quiet));
        return true;
    }
    bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }

  private:
    const wxDataViewCtrl* list_;
    std::vector<Row> rows_;
};

class FinderPanel final : public wxDialog {
  public:
    FinderPanel(wxWindow* parent, const ActionBook& book, std::shared_ptr<workspace::Finder> finder);
    const Row* chosen() const;

  private:
    void gather(const ActionBook& book);
    void search();
    void move(int by);
    void tell_chosen();
    void choose();
    void on_key(wxKeyEvent& event);

    std::shared_ptr<workspace::Finder> finder_;
    std::vector<Row> actions_;
    std::vector<workspace::Command> commands_;
    wxSearchCtrl* field_;
    wxDataViewCtrl* list_;
    wxObjectDataPtr<FoundModel> model_;
    wxStaticText* below_;
};

FinderPanel::FinderPanel(wxWindow* parent, const ActionBook& book, std::shared_ptr<workspace::Finder> finder)
    : wxDialog(parent, wxID_ANY, ui(tr("Find anything")), wxDefaultPosition, wxDefaultSize,
               wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER),
      finder_(std::move(finder)) {
    tell_as_dialog(this);
    gather(book);
    field_ = new wxSearchCtrl(this, wxID_ANY);
    field_->SetDescriptiveText(ui(tr("Client, care worker, lock, tag, phone, shift, day, or what you want to do")));
    describe(field_, "finder-field", ui(tr("Find anything")));
    list_ = new wxDataViewCtrl(this, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                               wxDV_SINGLE | wxDV_NO_HEADER | wxBORDER_NONE);
    add_icon_column(list_, ui(tr("What")), FoundModel::title, 250);
    add_text_column(list_, ui(tr("More")), FoundModel::detail, 300);
    add_text_column(list_, ui(tr("Key")), FoundModel::key, 100);
    model_ = new FoundModel(list_);
    list_->AssociateModel(model_.get());
    finish_list(list_);
    describe(list_, "finder-list", ui(tr("What was found")));
    GtkWidget* view = list_->GtkGetTreeView();
    gtk_widget_set_can_focus(view, FALSE);  // the field keeps it
    gtk_tree_view_set_activate_on_single_click(GTK_TREE_VIEW(view), TRUE);
    below_ = new wxStaticText(this, wxID_ANY, "");
    below_->SetForegroundColour(colour(Tone::quiet));
    describe(below_, "finder-count", "");

    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(field_, 0, wxEXPAND | wxALL, 12);
    all->Add(list_, 1, wxEXPAND);
    all->Add(below_, 0, wxEXPAND | wxALL, 12);
    SetSizer(all);
    const wxSize room = parent->GetClientSize();
    SetSize(std::min(scaled(720), room.x - 40), std::min(scaled(560), room.y - 40));
    CentreOnParent();

    field_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { search(); });
    list_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) { tell_chosen(); });
    list_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent&) { CallAfter([this] { choose(); }); });
    Bind(wxEVT_CHAR_HOOK, &FinderPanel::on_key, this);
    search();
    field_->SetFocus();
}

void FinderPanel::gather(const ActionBook& book) {
    for (const bool can : {true, false}) {
        for (const Action& action : actions()) {
            if (book.enabled(action.id) != can || action.id == "find.anything") continue;
            const std::string help = tr(action.help);
            actions_.push_back({icon_of(action), tr(action.label),
                                can ? help : wording::joined({tr("Cannot be done now"), help}), shown_key(action),
                                &action, can});
            commands_.push_back({tr(action.label), help, can});
        }
    }
}

void FinderPanel::search() {
    std::vector<Row> rows;
    for (const Found& found : finder_->find(utf8(field_->GetValue()), commands_))
        rows.push_back(found.kind == Kind::command ? actions_[found.command] : row_of(found));
    model_->show(std::move(rows));
    const auto count = static_cast<std::int64_t>(model_->rows().size());
    const std::string keys = tr("Enter goes there or does it, Esc closes");
    below_->SetLabel(ui(count == 0
                            ? tr("Nothing was found. Every word is looked for among names, numbers, days and commands.")
                        : count == static_cast<std::int64_t>(workspace::Finder::at_most)
                            ? wording::joined({tr("The first {n}", {{"n", count}}), keys})
                            : keys));
    if (count > 0) {
        put_cursor(list_, 0);
        scroll_to_top(list_, 0);
    }
    tell_chosen();
}

const Row* FinderPanel::chosen() const {
    const auto row = selected_row(list_);
    return row && *row < model_->rows().size() ? &model_->rows()[*row] : nullptr;
}

// The focus stays in the field: what is chosen is told as its description.
void FinderPanel::tell_chosen() {
    const Row* row = chosen();
    const std::string text =
        row == nullptr ? utf8(below_->GetLabel()) : wording::joined({row->title, row->detail, row->key});
    atk_object_set_description(gtk_widget_get_accessible(field_->GetHandle()), text.c_str());
}

void FinderPanel::move(int by) {
    const int count = static_cast<int>(model_->rows().size());
    if (count == 0) return;
    const int now = static_cast<int>(selected_row(list_).value_or(0));
    put_cursor(list_, static_cast<unsigned>(std::clamp(now + by, 0, count - 1)));
    tell_chosen();
}

void FinderPanel::choose() {
    const Row* row = chosen();
    if (row != nullptr && row->can && IsModal()) EndModal(wxID_OK);
}

void FinderPanel::on_key(wxKeyEvent& event) {
    constexpr int page = 8;
    switch (event.GetKeyCode()) {
        case WXK_DOWN:
            return move(1);
        case WXK_UP:
            return move(-1);
        case WXK_PAGEDOWN:
            return move(page);
        case WXK_PAGEUP:
            return move(-page);
        case WXK_RETURN:
        case WXK_NUMPAD_ENTER:
            return choose();
        case WXK_ESCAPE:
            return EndModal(wxID_CANCEL);
        default:
            event.Skip();
    }
}

}  // namespace

void find_anything(wxWindow* parent, Context& context, const std::shared_ptr<workspace::Finder>& finder) {
    Row chosen;
    {
        const wxWeakRef<wxWindow> before(wxWindow::FindFocus());
        FinderPanel panel(parent, context.actions, finder);
        const bool done = panel.ShowModal() == wxID_OK;
        // What a list or a field does it does only while it has the focus.
        if (before) before->SetFocus();
        if (!done) return;
        chosen = *panel.chosen();
    }
    if (chosen.action != nullptr) {
        parent->CallAfter([&context, id = chosen.action->id] { context.actions.run(id); });
    } else {
        context.workspace.note_readings(domain::ReadingVerb::search_opened, type_of(chosen.found.kind),
                                        {&chosen.found.id, 1});
        context.go_to(type_of(chosen.found.kind), chosen.found.id);
    }
}

}  // namespace samordna::desktop
