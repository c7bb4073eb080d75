// A basis in the words and columns of a layout: typed sheets, ready to be written. Internal to the room; one thread.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "workspace/basis.h"
#include "workspace/basis_layout.h"
#include "workspace/typed_sheet.h"

namespace samordna::workspace {

// Codes of checks and of reasons (rules/payment.h) in words.
using ReasonWords = std::function<std::string(std::string_view code)>;

class BasisView {
  public:
    // The first two outlive it.
    BasisView(const Basis& basis, const BasisLayout& layout, bool full_identity, ReasonWords words)
        : basis_(basis), layout_(layout), full_(full_identity), reason_words_(std::move(words)) {}

    const Basis& basis() const { return basis_; }
    const BasisLayout& layout() const { return layout_; }
    bool full_identity() const { return full_; }
    std::string_view word(std::string_view code) const { return layout_.word(code); }
    std::string_view yes_or_no(bool yes) const { return word(yes ? "yes" : "no"); }
    // The layout's word, else the program's.
    const std::string& reason(const std::string& code) const;
    std::string reasons(const std::vector<std::string>& codes) const;
    // "Å.Ö.", or the name where that was chosen.
    std::string client(std::uint32_t client) const;
    std::string care_worker(const BasisShift& shift) const;
    // The reference of the client's age the whole month; nullptr where the texts leave it open, or nobody knows it.
    const InvoiceReference* reference(std::uint32_t client) const;
    std::string month_name() const;
    // {month}, {unit} … in a text of the layout.
    std::string filled(std::string_view text) const;

  private:
    const Basis& basis_;
    const BasisLayout& layout_;
    bool full_;
    ReasonWords reason_words_;
    mutable std::unordered_map<std::string, std::string> known_;
};

// The view outlives the book.
Book book_of(const BasisView& view);

}  // namespace samordna::workspace
