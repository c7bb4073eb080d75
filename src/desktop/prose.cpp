#include "desktop/prose.h"

#include <gtk/gtk.h>

#include "desktop/access.h"

namespace samordna::desktop {
namespace {

GtkTextView* view_of(const wxTextCtrl* text) {
    return GTK_TEXT_VIEW(gtk_bin_get_child(GTK_BIN(text->GetHandle())));
}

}  // namespace

Prose::Prose(wxWindow* parent, std::string_view id, const wxString& name)
    : wxTextCtrl(parent, wxID_ANY, "", wxDefaultPosition, wxDefaultSize,
                 wxTE_MULTILINE | wxTE_READONLY | wxBORDER_NONE) {
    SetSize(300, 200);  // room for scrollbars until it is laid out
    describe_text(this, id, name);
    add_style(this, "prose");
    GtkTextView* view = view_of(this);
    gtk_style_context_add_class(gtk_widget_get_style_context(GTK_WIDGET(view)), "prose");
    gtk_text_view_set_cursor_visible(view, FALSE);
    gtk_text_view_set_accepts_tab(view, FALSE);
    gtk_text_view_set_wrap_mode(view, GTK_WRAP_WORD_CHAR);
}

void Prose::begin() {
    now_.clear();
}

// Written straight into the toolkit's buffer: wxTextCtrl would give every stretch a background of its own.
void Prose::write(const Stretch& stretch) {
    const auto& [text, tone, style] = stretch;
    GtkTextBuffer* buffer = gtk_text_view_get_buffer(view_of(this));
    GtkTextIter end;
    gtk_text_buffer_get_end_iter(buffer, &end);
    const bool first = gtk_text_iter_is_start(&end) != FALSE;
    if (!first) gtk_text_buffer_insert(buffer, &end, "\n", 1);
    GtkTextTag* tag = gtk_text_buffer_create_tag(buffer, nullptr, "foreground",
                                                 colour(tone).GetAsString(wxC2S_HTML_SYNTAX).utf8_str().data(),
                                                 "pixels-below-lines", 3, nullptr);
    if (style == Style::heading)
        g_object_set(tag, "weight", PANGO_WEIGHT_SEMIBOLD, "pixels-above-lines", first ? 0 : 8, nullptr);
    if (style == Style::quotation) g_object_set(tag, "style", PANGO_STYLE_ITALIC, "left-margin", 14, nullptr);
    gtk_text_buffer_insert_with_tags(buffer, &end, text.utf8_str(), -1, tag, nullptr);
}

void Prose::add(const wxString& text, Tone tone, Style style) {
    now_.push_back({text, tone, style});
}
void Prose::heading(const wxString& text) {
    add(text, Tone::text, Style::heading);
}
void Prose::sentence(const wxString& text, Tone tone) {
    add(text, tone, Style::sentence);
}
void Prose::quotation(const wxString& text) {
    add(text, Tone::quiet, Style::quotation);
}

void Prose::end() {
    if (now_ == said_) return;
    Clear();
    for (const Stretch& stretch : now_) write(stretch);
    said_ = std::move(now_);
    SetInsertionPoint(0);
    ShowPosition(0);
}

}  // namespace samordna::desktop
