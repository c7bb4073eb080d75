// What care workers of the demo unit write in the note of a visit, by occasion.
#pragma once
#include <string>

#include "domain/record.h"
#include "server/demo_dice.h"

namespace samordna::server::demo {

enum class Occasion {
    everyday,         // no reason needed
    manual,           // no verification, something failed
    extra,            // a service that was not ordered
    longer,           // took longer than ordered
    edited,           // times changed afterwards
    late,             // entered afterwards
    helped_out,       // double staffing without an order
    started_outside,  // exempt: errands, walks
    telephone,        // exempt: Trygghetsringning
    meal_box,         // exempt: fetched at another place
    joint,            // errand for several
    transition,       // client in hospital
    nothing_said,     // initials, punctuation, blanks: no reason at all
};

std::string note_for(Occasion occasion, const domain::Visit& visit, Dice& dice);

}  // namespace samordna::server::demo
