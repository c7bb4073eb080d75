// Swedish working days and closing times. Pure; any thread.
// Source: lag (1989:253) om allmänna helgdagar; the municipalities' closing rules (Nacka 3.13/4.13, Haninge
// "Spärrdatum").
#pragma once
#include "domain/time.h"

namespace samordna::rules {

using domain::Date;
using domain::Month;

Date easter_sunday(std::chrono::year year);

// Monday to Friday, not a public holiday, not midsommarafton, julafton or nyårsafton.
bool is_vardag(Date date);
// The n-th vardag of the month, counted from 1.
Date nth_vardag(Month month, int n);

}  // namespace samordna::rules
