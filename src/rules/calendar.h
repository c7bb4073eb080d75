// Swedish working days and closing times. Pure; any thread. Holds for the years of is_known_year; whoever is asked for
// another one says so.
// Source: lag (1989:253) om allmänna helgdagar; the municipalities' closing rules (Nacka 3.13/4.13, Haninge
// "Spärrdatum").
#pragma once
#include "domain/time.h"

namespace samordna::rules {

using domain::Date;
using domain::Month;

Date easter_sunday(std::chrono::year year);

// From 2005, when 6 June became a public holiday and annandag pingst ceased to be one; the list may change before 2100.
inline constexpr std::chrono::year first_known_year{2005}, last_known_year{2099};
bool is_known_year(std::chrono::year year);

// Monday to Friday, not a public holiday, not midsommarafton, julafton or nyårsafton.
bool is_vardag(Date date);
// The n-th vardag of the month, counted from 1.
Date nth_vardag(Month month, int n);
// The n-th vardag before that day.
Date vardagar_before(Date day, int n);
// How many there are after `from`, up to and with `to`.
int vardagar_between(Date from, Date to);
// The reviewers' day: the 15th if it is a vardag, else the next one (Haninge, follow-up of digital locks).
Date sample_day(Month month);

}  // namespace samordna::rules
