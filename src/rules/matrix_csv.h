// A matrix as a sheet that a spreadsheet opens and saves: the services of the first row may or may not be combined with
// those of the first column. Also how a unit's own matrix is kept and sent (domain::Matrix). RFC 4180. Pure; any
// thread.
//
// Cells, whatever the case: "ja" (also "yes", "allowed", "går att kombinera"), "nej" ("no", "forbidden", "får inte
// kombineras"), "individuell" ("individual", "individuell bedömning", "individuell bedömning/undantag"), empty (not
// given). A pair stands in two places; one of them may be left empty.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "rules/service.h"

namespace samordna::rules {

// Errors, all with {line, column} where the cell is, counted from 1: matrix.malformed, matrix.unknown_service {service}
// (a row whose service is in no column), matrix.bad_cell {text}, matrix.contradiction {service, other_service},
// matrix.duplicate {service}.
base::Result<Matrix> parse_matrix(std::string_view csv);
// Both places of each pair are filled in. The same matrix gives the same text.
std::string matrix_text(const Matrix& matrix);

}  // namespace samordna::rules
