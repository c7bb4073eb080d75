#include "server/demo_names.h"

#include <array>

namespace samordna::server::demo {
namespace {

using Word = const std::string_view;

Word swedish_old_women[] = {
    "Astrid",  "Birgitta", "Ingrid", "Kerstin", "Margareta", "Ulla",      "Gunvor", "Siv",   "Barbro",    "Maj-Britt",
    "Rut",     "Sonja",    "Tyra",   "Dagny",   "Elsa",      "Greta",     "Märta",  "Inga",  "Britta",    "Gun",
    "Gunilla", "Marianne", "Anita",  "Berit",   "Solveig",   "Vera",      "Elsy",   "Irma",  "Karin",     "Maj",
    "Stina",   "Viola",    "Åse",    "Åsa",     "Ebba",      "Signe",     "Alva",   "Doris", "Gerd",      "Hjördis",
    "Lilian",  "Mona",     "Rigmor", "Yvonne",  "Anna-Lisa", "Inga-Lill", "Rosa",   "Maria", "Ann-Marie", "Görel"};
Word swedish_old_men[] = {"Stig",   "Erik",   "Lars",    "Oskar",  "Anders",   "Harald", "Sven",  "Bengt",
                          "Göran",  "Åke",    "Bertil",  "Gösta",  "Hans",     "Karl",   "Nils",  "Olof",
                          "Arne",   "Bo",     "Börje",   "Carl",   "Christer", "Einar",  "Folke", "Gunnar",
                          "Gustav", "Henry",  "Holger",  "Ingvar", "Jan",      "Kjell",  "Kurt",  "Lennart",
                          "Leif",   "Martin", "Ove",     "Ragnar", "Roland",   "Rolf",   "Rune",  "Sixten",
                          "Sture",  "Tage",   "Torsten", "Ulf",    "Valdemar", "Östen",  "Örjan", "Karl-Erik"};
Word swedish_women[] = {"Emma",  "Linnéa", "Sara",  "Johanna", "Elin",    "Malin",  "Åsa",     "Jenny",
                        "Frida", "Ida",    "Maja",  "Camilla", "Susanne", "Annika", "Lena",    "Maria",
                        "Eva",   "Helena", "Petra", "Tove",    "Sanna",   "Ulrika", "Therése", "Märta"};
Word swedish_men[] = {"Johan", "Marcus",  "Andreas", "Daniel", "Björn", "Mattias",
                      "Jonas", "Fredrik", "Pär",     "Östen",  "Emil",  "Viktor"};
Word swedish_surnames[] = {
    "Andersson",  "Johansson",  "Karlsson",    "Nilsson",  "Eriksson",   "Larsson",   "Olsson",    "Persson",
    "Svensson",   "Gustafsson", "Pettersson",  "Jonsson",  "Jansson",    "Hansson",   "Bengtsson", "Lindberg",
    "Lindström",  "Lindqvist",  "Lindgren",    "Axelsson", "Berg",       "Bergström", "Lundberg",  "Lundgren",
    "Mattsson",   "Berglund",   "Fredriksson", "Sandberg", "Henriksson", "Forsberg",  "Sjöberg",   "Wallin",
    "Engström",   "Danielsson", "Håkansson",   "Eklund",   "Lundin",     "Björk",     "Bergman",   "Holm",
    "Samuelsson", "Wikström",   "Isaksson",    "Fransson", "Bergqvist",  "Nyström",   "Holmberg",  "Arvidsson",
    "Löfgren",    "Söderberg",  "Nyberg",      "Ekström",  "Nordin",     "Åberg",     "Åkesson",   "Ängström",
    "Öberg",      "Östlund",    "Öhman",       "Quist",    "Malm",       "Sundin",    "Granlund",  "Hagberg",
    "Palm",       "Blom",       "Almqvist",    "Tall",     "Ståhl",      "Berggren",  "Åström",    "Öhrn"};

Word finnish_women[] = {"Raija", "Pirkko", "Helvi", "Aino", "Päivi", "Tuula", "Satu"};
Word finnish_men[] = {"Veikko", "Pentti", "Kalevi", "Jari", "Mika"};
Word finnish_surnames[] = {"Mäkinen", "Korhonen", "Virtanen", "Lahti", "Niemi", "Saarinen", "Hämäläinen"};

Word polish_women[] = {"Danuta", "Halina", "Agnieszka", "Joanna", "Beata", "Ewa"};
Word polish_men[] = {"Jerzy", "Piotr", "Marek", "Tomasz"};
Word polish_surnames[] = {"Nowak", "Kowalczyk", "Wójcik", "Mazur", "Krawczyk", "Zając"};

Word balkan_women[] = {"Mirjana", "Ljubica", "Nermina", "Jasmina", "Amra", "Senada"};
Word balkan_men[] = {"Dragan", "Goran", "Dejan", "Emir", "Senad"};
Word balkan_surnames[] = {"Petrović", "Jovanović", "Hadžić", "Kovačević", "Begić", "Hodžić", "Marković"};

Word persian_women[] = {"Parvin", "Shahin", "Maryam", "Narges", "Shirin", "Fatemeh"};
Word persian_men[] = {"Reza", "Farhad", "Amir", "Mehdi"};
Word persian_surnames[] = {"Hosseini", "Ahmadi", "Rahimi", "Karimi", "Moradi"};

Word arabic_women[] = {"Khadija", "Fatima", "Samira", "Nadia", "Mariam", "Zahra"};
Word arabic_men[] = {"Hassan", "Mahmoud", "Ahmed", "Omar", "Ibrahim", "Yusuf"};
Word arabic_surnames[] = {"Haddad", "Khalil", "Ibrahim", "Mansour", "Al-Jabiri", "Saleh"};

Word turkish_women[] = {"Ayşe", "Zeynep", "Leyla", "Elif"};
Word turkish_men[] = {"Mehmet", "Hüseyin", "Murat"};
Word turkish_surnames[] = {"Yılmaz", "Demir", "Kaya", "Öztürk"};

Word horn_women[] = {"Amina", "Hodan", "Sahra", "Rahma", "Bilan", "Hiwot", "Selam", "Ifrah"};
Word horn_men[] = {"Abdi", "Hamza", "Bashir", "Tesfay", "Yonas", "Mohamed"};
Word horn_surnames[] = {"Ali", "Warsame", "Jama", "Farah", "Mohamed", "Abdi", "Tesfaye", "Haile", "Gebremedhin"};

Word west_african_women[] = {"Grace", "Precious", "Esther", "Blessing"};
Word west_african_men[] = {"Emmanuel", "Kofi", "Samuel"};
Word west_african_surnames[] = {"Okafor", "Mensah", "Owusu", "Adeyemi"};

Word latin_women[] = {"Lucía", "Valentina", "Carmen", "Sofía"};
Word latin_men[] = {"Diego", "Luis", "Matías"};
Word latin_surnames[] = {"García", "Rodríguez", "Morales", "Fernández", "Muñoz"};

Word ukrainian_women[] = {"Olena", "Iryna", "Natalia", "Oksana"};
Word ukrainian_men[] = {"Andrij", "Serhij"};
Word ukrainian_surnames[] = {"Shevchenko", "Bondarenko", "Kovalenko", "Melnyk"};

const NameGroup client_groups[] = {{860, swedish_old_women, swedish_old_men, swedish_surnames},
                                   {50, finnish_women, finnish_men, finnish_surnames},
                                   {20, polish_women, polish_men, polish_surnames},
                                   {25, balkan_women, balkan_men, balkan_surnames},
                                   {20, persian_women, persian_men, persian_surnames},
                                   {15, arabic_women, arabic_men, arabic_surnames},
                                   {10, latin_women, latin_men, latin_surnames}};

const NameGroup worker_groups[] = {{370, swedish_women, swedish_men, swedish_surnames},
                                   {40, finnish_women, finnish_men, finnish_surnames},
                                   {60, polish_women, polish_men, polish_surnames},
                                   {60, balkan_women, balkan_men, balkan_surnames},
                                   {70, persian_women, persian_men, persian_surnames},
                                   {90, arabic_women, arabic_men, arabic_surnames},
                                   {50, turkish_women, turkish_men, turkish_surnames},
                                   {140, horn_women, horn_men, horn_surnames},
                                   {40, west_african_women, west_african_men, west_african_surnames},
                                   {40, latin_women, latin_men, latin_surnames},
                                   {40, ukrainian_women, ukrainian_men, ukrainian_surnames}};

Word street_names[] = {"Skolvägen",      "Sjövägen",   "Ängsvägen",    "Björkvägen",   "Kvarnvägen",    "Tallvägen",
                       "Strandvägen",    "Ekvägen",    "Solvägen",     "Backvägen",    "Åsvägen",       "Åkervägen",
                       "Örtagårdsvägen", "Kyrkvägen",  "Bergsvägen",   "Lindvägen",    "Rönnvägen",     "Aspvägen",
                       "Hagvägen",       "Dalvägen",   "Fjällvägen",   "Klockarvägen", "Smedjevägen",   "Bryggvägen",
                       "Utsiktsvägen",   "Tegelvägen", "Ljungvägen",   "Enbärsvägen",  "Körsbärsvägen", "Äppelvägen",
                       "Plommonvägen",   "Syrénvägen", "Näckrosvägen", "Vallmovägen",  "Lärkvägen",     "Svalvägen",
                       "Trastvägen",     "Gökvägen",   "Ugglevägen",   "Södervägen"};

}  // namespace

const std::span<const NameGroup> client_names = client_groups;
const std::span<const NameGroup> worker_names = worker_groups;
const Words streets = street_names;

}  // namespace samordna::server::demo
