// Names, streets and services of the demo unit. Data only.
#pragma once
#include <span>
#include <string_view>

namespace samordna::server::demo {

using Words = std::span<const std::string_view>;

// Names that go together, and how common they are (per mille of its list).
struct NameGroup {
    int share;
    Words women, men, surnames;
};
extern const std::span<const NameGroup> client_names;  // born about 1925-1962
extern const std::span<const NameGroup> worker_names;
extern const Words streets;

// Service names as Nacka writes them (rules v 3.0, appendix and section 4.2).
namespace service {
inline constexpr std::string_view morgon = "Morgon", omvardnad = "Omvårdnadsbesök", tillsyn = "Tillsyn",
                                  lunch = "Lunch", middag = "Middag", kvall = "Kväll", natt = "Natt",
                                  trygghetsringning = "Trygghetsringning", dusch = "Dusch", ledsagning = "Ledsagning",
                                  stadning = "Städning", tvatt = "Tvätt", inkop = "Inköp", apotek = "Apoteksärenden",
                                  arenden = "Ärenden", kallsortering = "Källsortering",
                                  avlosning = "Avlösning i hemmet", egenvard = "Egenvård", fysisk = "Fysisk aktivitet",
                                  promenad = "Promenad";
// Started by the provider, without an order.
inline constexpr std::string_view samtal = "Genomförandesamtal", uppstart = "Uppstart smarta lås",
                                  fonsterputs = "Fönsterputs", brand = "Brandförebyggande",
                                  omstallning = "Omställningstid";
inline constexpr std::string_view vistelse = "Tillfällig vistelse";
}  // namespace service

}  // namespace samordna::server::demo
