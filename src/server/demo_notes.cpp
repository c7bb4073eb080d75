#include "server/demo_notes.h"

#include <array>
#include <span>
#include <string_view>

namespace samordna::server::demo {
namespace {

using Words = std::span<const std::string_view>;

// {min}, {start}, {slut}, {butik}, {närstående}, {kollega} are filled in.
constexpr std::string_view everyday[] = {
    "Allt väl.",
    "Mår bra idag, pratade om barnbarnen.",
    "Åt hälften av lunchen, resten i kylen.",
    "Trött idag, ville ligga kvar en stund till",
    "Kunden ville duscha i morgon istället, meddelat kontoret.",
    "Tog promenad till brevlådan, gick bra med rollatorn.",
    "Medicin given enligt lista, signerat.",
    "{närstående} var på besök.",
    "Lite rodnad på vänster häl, smort in. Informerat ssk",
    "Bytte sängkläder, tvätt hängd.",
    "Kylskåpet nästan tomt, behöver handla på torsdag",
    "Kunden glad och pigg!",
    "Ny tid hos vårdcentralen, lapp på kylen.",
    "Hissen trasig, tog trapporna.",
    "Ringde {närstående} ang. läkarbesöket",
    "Hade redan ätit när jag kom, gjorde kaffe och diskade.",
    "Soporna utburna, posten intagen.",
    "Ville inte ha hjälp med håret idag.",
    "batteriet i låset piper, säg till samordnaren",
    "Fru i huset tog över med frukosten.",
};
constexpr std::string_view manual[] = {
    "Telefonen laddade ur, tiden avläst på väggklockan",
    "Låset svarade inte, felanmält samma dag",
    "Mobilappen startade inte förrän efter besöket",
    "Glömde logga in vid dörren, kom på det efter {min} min",
    "NFC-taggen går inte att läsa, försökte flera gånger.",
    "Taggen har ramlat ner, ligger i hallen. Behöver ny",
    "Ingen täckning i trapphuset, fick registrera manuellt",
    "Appen hängde sig, startade om telefonen. Började kl {start}.",
    "Kunden öppnade själv och jag glömde låsa upp med mobilen",
    "Lånade {kollega}s telefon, min var på laddning på kontoret",
    "Glömde avsluta vid dörren, gick därifrån kl {slut}",
    "bluetooth funkade inte mot låset, använde nyckel",
    "Låset ur funktion efter batteribyte, felanmält till kommunen",
    "Anhörig mötte i dörren, missade att läsa av taggen.",
};
constexpr std::string_view extra[] = {
    "Tillfälligt behov av hjälp efter fall, kontakt tagen med handläggare",
    "Kunden hade spillt på golvet, torkade upp och bytte matta.",
    "Fick hjälp med posten och räkningar, muntligt ok av handläggaren",
    "Akut toalettbesök och byte av kläder, kunden kräktes",
    "Sopsortering gjord, {närstående} är bortrest den här veckan.",
    "Hämtade paket på {butik}, kunden väntade på medicin.",
    "Extra tvätt pga urinläckage. Kontakt med biståndshandläggare i morgon.",
    "Hjälpte till med mat då lunchen inte levererats",
};
constexpr std::string_view longer[] = {
    "Drog ut på tiden pga yrsel, väntade in att det gick över.",
    "Kunden hade ramlat, oskadd. Tog {min} min extra att få upp kunden.",
    "Kunden orolig, stannade tills {närstående} kom",
    "Toalettbesök mitt i duschen, tog längre tid än vanligt",
    "Lång kö på {butik}.",
    "Väntade på ambulans, ssk informerad",
    "Behövde byta om hela sängen, därav längre tid",
    "Svårt med stödstrumporna idag, svullna ben",
    "Kunden var ledsen och ville prata, meddelat kontaktpersonen.",
    "Larmet löste ut, väntade på Trygghetscentralen {min} min",
};
constexpr std::string_view edited[] = {
    "Glömde avsluta besöket, rätt sluttid kl {slut}. Ändrat av samordnare",
    "Justerat starttid, loggade in {min} min för tidigt nere vid porten",
    "Sluttid rättad, avslutade först vid nästa kund.",
    "Personalen ringde in rätt tid, telefonen låste sig",
    "Fel tid pga att appen hängde sig, ändrat enligt personal",
    "Dubbelregistrerat, tiden justerad efter samtal med {kollega}.",
};
constexpr std::string_view late[] = {
    "Efterregistrerat, telefonen var trasig hela passet",
    "Kunden fanns inte upplagd i Phoniro, muntlig beställning. Efterrapporterat.",
    "Vikarie utan inlogg, inlagt i efterhand av samordnare",
    "Appen låg nere, registrerat enligt papperslista",
    "Glömt att registrera, bekräftat med {kollega} och kunden",
};
constexpr std::string_view helped_out[] = {
    "Två personal pga fall, lyft från golvet.",
    "Hjälpte {kollega} vid förflyttning, kunden orkade inte stå",
    "Dubbelbemanning pga hot, handläggare informerad",
    "Lyften trasig, fick vara två. Felanmäld till hjälpmedelscentralen",
    "Kunden svag efter sjukhusvistelse, två behövdes vid duschen",
};
constexpr std::string_view started_outside[] = {
    "Startade på {butik}.",
    "Handlade på {butik}, besöket startat i affären",
    "Mötte kunden utanför porten, gick därifrån",
    "Träffade kunden på vårdcentralen.",
    "Började på apoteket i Nacka Forum, kö ca {min} min",
    "Inköp påbörjat utanför bostaden enl plan",
    "Mötte upp vid {butik}",
};
constexpr std::string_view telephone[] = {
    "Ringde kl {start}, allt bra.",
    "Trygghetsringning, kunden mår bra",
    "Ringt, svarade på andra försöket. Allt ok.",
    "Telefonsamtal enligt plan, pratade om vädret",
};
constexpr std::string_view meal_box[] = {
    "Hämtade matlåda på restaurangen, startade där",
    "Matlåda hämtad i Ektorps centrum.",
    "Hämtat mat på servicehuset innan besöket",
    "matlåda från {butik}, startat vid hämtning",
};
constexpr std::string_view joint[] = {
    "Handlade åt flera kunder samtidigt på {butik}, tiden delad.",
    "Gemensamt inköp, {butik}. Startat i affären",
    "Inköp för flera på samma gång, delat lika",
};
constexpr std::string_view transition[] = {
    "Inlagd på sjukhus, omställningstid",
    "Kunden på SÖS sedan i natt, omställningstid enl planering",
    "Planerad hemgång inställd, kvar på Dalens sjukhus",
    "Akut inläggning, meddelat via Combine",
};
constexpr std::string_view nothing_said[] = {"AB", ".", " - ", "EL", "/SN", "...", "M.K", "?", "  ", "ÅÖ"};

constexpr std::string_view shops[] = {"Ica Kvantum", "Coop Ektorp", "Hemköp", "Willys", "Ica Nära", "Lidl i Orminge"};
constexpr std::string_view relatives[] = {"sonen", "dottern", "systern", "grannen", "svärdottern", "brorsonen"};
constexpr std::string_view colleagues[] = {"Sara", "Amina", "Johan", "Leyla", "Emma", "Yusuf", "Malin", "Piotr"};

Words table_of(Occasion occasion) {
    switch (occasion) {
        case Occasion::everyday:
            return everyday;
        case Occasion::manual:
            return manual;
        case Occasion::extra:
            return extra;
        case Occasion::longer:
            return longer;
        case Occasion::edited:
            return edited;
        case Occasion::late:
            return late;
        case Occasion::helped_out:
            return helped_out;
        case Occasion::started_outside:
            return started_outside;
        case Occasion::telephone:
            return telephone;
        case Occasion::meal_box:
            return meal_box;
        case Occasion::joint:
            return joint;
        case Occasion::transition:
            return transition;
        case Occasion::nothing_said:
            return nothing_said;
    }
    return nothing_said;
}

// As people write it: 8.05
std::string clock(domain::Instant t) {
    const std::string text = domain::local_instant_text(t);  // 2026-10-01T08:05:00+02:00
    return text.substr(text[11] == '0' ? 12 : 11, text[11] == '0' ? 1 : 2) + "." + text.substr(14, 2);
}

std::string filler(std::string_view name, const domain::Visit& visit, Dice& dice) {
    if (name == "min") return std::to_string(dice.between(5, 20));
    if (name == "start") return clock(visit.start);
    if (name == "slut") return clock(visit.end.value_or(visit.start));
    if (name == "butik") return std::string(dice.pick(shops));
    if (name == "närstående") return std::string(dice.pick(relatives));
    return std::string(dice.pick(colleagues));
}

}  // namespace

std::string note_for(Occasion occasion, const domain::Visit& visit, Dice& dice) {
    std::string_view text = dice.pick(table_of(occasion));
    std::string note;
    for (;;) {
        const auto open = text.find('{');
        note += text.substr(0, open);
        if (open == std::string_view::npos) return note;
        const auto close = text.find('}', open);
        std::string word = filler(text.substr(open + 1, close - open - 1), visit, dice);
        if (note.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
        note += word;
        text.remove_prefix(close + 1);
    }
}

}  // namespace samordna::server::demo
