# The outside libraries, one interface target door_NAME for each name in the third column of src/rooms.txt.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

function(door name)
    add_library(door_${name} INTERFACE)
    target_link_libraries(door_${name} INTERFACE ${ARGN})
endfunction()
# Third-party headers are system headers: our warnings are for our code.
function(pkg_door name)
    pkg_check_modules(PKG_${name} REQUIRED IMPORTED_TARGET ${ARGN})
    door(${name} PkgConfig::PKG_${name})
endfunction()

find_package(fmt REQUIRED)
door(fmt fmt::fmt)
find_package(spdlog REQUIRED)
door(spdlog spdlog::spdlog)
find_package(nlohmann_json REQUIRED)
door(json nlohmann_json::nlohmann_json)
find_package(simdjson REQUIRED)
door(simdjson simdjson::simdjson)
find_package(CLI11 REQUIRED)
door(cli11 CLI11::CLI11)
find_package(CURL REQUIRED)
door(curl CURL::libcurl)
find_package(OpenSSL REQUIRED)
door(openssl OpenSSL::SSL OpenSSL::Crypto)
find_package(ZLIB REQUIRED)
door(zlib ZLIB::ZLIB)
pkg_door(zstd libzstd)
# Spreadsheets: a zip with XML in it.
pkg_door(zip libzip)
pkg_door(pugixml pugixml)
pkg_door(sodium libsodium)
pkg_door(cjose cjose)
pkg_door(secret libsecret-1)
pkg_door(xlsxwriter xlsxwriter)
pkg_door(pangocairo pangocairo)
find_package(ICU REQUIRED COMPONENTS i18n uc)
door(icu ICU::i18n ICU::uc)
find_package(Boost 1.74 REQUIRED COMPONENTS locale)
door(boost_locale Boost::locale)
door(beast Boost::headers Threads::Threads)
# Asio 1.74 takes standard coroutines to be g++'s alone; clang, which reads the code in clang-tidy, has them too.
target_compile_definitions(door_beast INTERFACE BOOST_ASIO_HAS_CO_AWAIT)
if(SAMORDNA_SANITIZE MATCHES "thread")
    # The thread sanitizer does not know fences (g++ refuses them); the queues that they stand in are guarded by locks that it knows.
    target_compile_definitions(door_beast INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
endif()

# SOCI comes without a CMake package in Debian.
find_library(SOCI_CORE soci_core REQUIRED)
find_library(SOCI_SQLITE3 soci_sqlite3 REQUIRED)
door(soci ${SOCI_CORE} ${SOCI_SQLITE3})
# Its libraries keep the type information of some classes to themselves, which the sanitizer's check of vtables asks for.
target_compile_options(door_soci INTERFACE -fno-sanitize=vptr)

# The local store is encrypted. libsqlcipher speaks SQLite's interface, so it stands in for SQLite3 before SQLiteCpp looks for it.
# (sqlcipher.pc bears the version of SQLite within: 3.46 is SQLCipher 4.6; Debian 12's own 3.4.1 cannot be used.)
pkg_check_modules(SQLCIPHER REQUIRED sqlcipher>=3.46)
find_library(SQLCIPHER_ARCHIVE NAMES libsqlcipher.a REQUIRED HINTS ${SQLCIPHER_LIBRARY_DIRS})
add_library(SQLite::SQLite3 UNKNOWN IMPORTED)
set_target_properties(SQLite::SQLite3 PROPERTIES
    IMPORTED_LOCATION ${SQLCIPHER_ARCHIVE}
    INTERFACE_INCLUDE_DIRECTORIES "${SQLCIPHER_INCLUDE_DIRS}"
    INTERFACE_LINK_LIBRARIES "OpenSSL::Crypto;Threads::Threads;${CMAKE_DL_LIBS};m")
find_package(SQLiteCpp REQUIRED)
door(sqlitecpp SQLiteCpp)
# SOCI brings the system's SQLite: where both are in one program (the tests), they must not mix.
target_link_options(door_sqlitecpp INTERFACE -Wl,--exclude-libs,libsqlcipher.a)

if(SAMORDNA_WINDOW)
    find_package(wxWidgets 3.2 REQUIRED COMPONENTS core base)
    door(wx ${wxWidgets_LIBRARIES})
    target_include_directories(door_wx SYSTEM INTERFACE ${wxWidgets_INCLUDE_DIRS})
    target_compile_definitions(door_wx INTERFACE ${wxWidgets_DEFINITIONS})
    target_compile_options(door_wx INTERFACE ${wxWidgets_CXX_FLAGS})
    pkg_door(gtk gtk+-3.0 atk)
    pkg_door(qrencode libqrencode)
endif()
