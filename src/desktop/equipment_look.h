// Icons and tones of equipment, and the cells that several pages have. Main thread.
#pragma once
#include <optional>
#include <string>

#include "desktop/cell_model.h"
#include "workspace/equipment.h"

namespace samordna::desktop {

Cell battery_cell(rules::BatteryNeed need);
Cell startup_cell(rules::StartupState state);
Cell state_cell(domain::LockOrderState state, bool proposed);
Cell client_cell(const workspace::OwnerName& client);
Cell date_cell(std::optional<domain::Date> date);
Cell moment_cell(std::optional<domain::Instant> moment, domain::Instant now);
std::int64_t key_of(std::optional<domain::Date> date);
std::int64_t key_of(std::optional<domain::Instant> moment);
// Initials and number: for paper.
std::string on_paper(const workspace::OwnerName& client);

}  // namespace samordna::desktop
