#include <algorithm>
#include <array>

#include "wording/catalog.h"
#include "wording/sentences.h"
#include "wording/sign_in_words.h"

namespace samordna::wording {
namespace {

struct Entry {
    std::string_view code;
    const char* text;
};

constexpr std::array table{
    // The backend (protocol/remote.h, outcome.h).
    Entry{"backend.unreachable",
          mark("The server cannot be reached. What you do is kept here and sent when the connection is back.")},
    Entry{"backend.busy", mark("The server is busy. A new attempt is made by itself in a moment.")},
    Entry{"backend.fault", mark("The server gave an answer that cannot be used. A new attempt is made by itself.")},
    Entry{"backend.untrusted", mark("The server cannot prove that it is the right one, so nothing was sent. Check the "
                                    "address, or ask those who look after it.")},
    Entry{"backend.not_https", mark("The address must begin with https://, so that nobody can listen in.")},
    Entry{"sightings.too_many", mark("Too many rows at once. Send fewer.")},
    Entry{"session.expired", mark("Your sign-in has run out. Sign in again; everything that waits is kept.")},
    Entry{"forbidden", mark("Your account does not have permission for this. Ask your manager.")},
    Entry{"not_found", mark("It is no longer there, or belongs to a unit that is not yours.")},
    Entry{"client.too_old", mark("This version of the program is too old for the server. Install the new version.")},
    Entry{"resync.required",
          mark("Everything has to be fetched anew. That is done by itself; what waits to be sent is kept.")},
    Entry{"request.malformed",
          mark("The server could not read what the program sent. Tell those who look after the program.")},
    Entry{"sign_in.refused", mark("The user name or the password is not right.")},
    Entry{
        "sign_in.code_refused",
        mark("The code is not right, or it has been used already, or the password is not right. Wait for the next code "
             "and try again.")},
    Entry{"sign_in.code_needed", mark("A code from your authenticator app is wanted too.")},
    Entry{"sign_in.enrol",
          mark("The account is to have a second factor. Give the secret to an authenticator app, and sign in with the "
               "code that it shows.")},
    Entry{"sign_in.new_password_needed",
          mark("The password that you were given is good for one sign-in. Choose one of your own.")},
    Entry{"sign_in.weak_password", mark("The password cannot be chosen. Choose another.")},
    Entry{"sign_in.second_factor_demanded",
          mark("The account has no second factor, so it may be used on the server's own computer only. Ask those who "
               "look after the server.")},
    Entry{"sign_in.wait", mark("Too many attempts. Wait {retry_after} seconds and try again.")},
    Entry{"sign_in.outbox_not_empty", mark("{count} changes by the former user have not been sent. Sign in as that "
                                           "user and sync first, so that nothing is lost.")},
    Entry{"openid.unknown", mark("The server knows no other way to sign in called {name}.")},
    Entry{"openid.which", mark("There are several ways to sign in. Say which: {names}.")},
    Entry{"openid.no_port",
          mark("The browser could not bring its answer: every port that it may use is taken. Close what uses them and "
               "try again.")},
    Entry{"openid.unreachable",
          mark("The sign-in service cannot be reached, or does not answer as it should. Try again in a while, or sign "
               "in with a password.")},
    Entry{"openid.cancelled", mark("The sign-in was cancelled in the browser.")},
    Entry{"openid.timed_out", mark("The browser did not come back in time. Try again.")},
    Entry{"openid.strayed",
          mark("The answer in the browser does not belong to this sign-in, so it was not used. Try again.")},
    Entry{"openid.refused",
          mark("You were not signed in. Ask those who look after the server whether your account has this way to sign "
               "in.")},
    Entry{"integrity.moved",
          mark("Something changed while the copy was being checked. The check is made again by itself.")},
    Entry{"key.in_progress",
          mark("The server is still busy with the change. Its answer is asked for again by itself.")},
    Entry{"rules.refused", mark("The rules did not allow it.")},
    Entry{"version.conflict", mark("Someone else changed the same thing first.")},
    Entry{"key.reused", mark("The server has already had another change under the same key. Make the change again.")},
    Entry{"depends_on.refused", mark("It builds on an earlier change that was not accepted.")},
    // What is sent (protocol/codec.h, feed.h).
    Entry{"wire.malformed", mark("The server sent something that cannot be read. A new attempt is made by itself.")},
    Entry{"feed.count_mismatch", mark("Something was missing in what the server sent. It is fetched again by itself.")},
    Entry{"feed.broken", mark("The connection was broken while data was being fetched. It goes on where it stopped.")},
    // Files (base/csv.h, protocol/unit_package.h, rules/rulebook.h).
    Entry{"csv.not_utf8", mark("The file is not written in UTF-8. Save it as UTF-8.")},
    Entry{"csv.no_header", mark("The file has no header row.")},
    Entry{"csv.open_quote", mark("On line {line} a quotation mark opens that is never closed.")},
    Entry{"csv.stray_quote", mark("On line {line} there is a quotation mark in the middle of a field.")},
    Entry{"csv.field_count", mark("Line {line} has {found} fields, but the header has {expected}.")},
    // The municipality's own basis (workspace/table_file.h, basis_file.h, basis_compare.h).
    Entry{"table.cannot_read", mark("The file cannot be read. Check that it is there and that you may open it.")},
    Entry{"table.too_big",
          mark("The file holds more than {megabytes} megabytes. A month does not; check that it is the "
               "right one, or save the sheet alone as CSV.")},
    Entry{"table.too_many_rows", mark("The file has more than {limit} rows. Check that it is the right one.")},
    Entry{"table.too_many_columns", mark("The file has more than {limit} columns. Check that it is the right one.")},
    Entry{"table.too_many_cells", mark("The file has more than {limit} cells. Check that it is the right one.")},
    Entry{"table.damaged", mark("The file is damaged or has not come wholly. Fetch it again.")},
    Entry{"table.old_format",
          mark("The file is an old Excel file or has a password. Save it as xlsx or CSV, without a password.")},
    Entry{"table.not_a_table", mark("The file is neither CSV nor xlsx. Save it as one of these.")},
    Entry{"table.no_sheet", mark("There is no sheet {sheet} in the file. It has: {known}.")},
    Entry{"table.empty", mark("There is nothing in the file.")},
    Entry{"basis.no_heading_row",
          mark("No row of the file has headings that can be understood. Say which row has them, "
               "and which column is what.")},
    Entry{"basis.no_client_column", mark("No column is known to have the client number. Say which one has it.")},
    Entry{"basis.no_service_column", mark("No column is known to have the service. Say which one has it.")},
    Entry{"basis.no_time_column",
          mark("No column is known to have the paid or the performed time. Say which one has it.")},
    Entry{"basis.unknown_field", mark("{field} is nothing that a column can be.")},
    Entry{"basis.unknown_column", mark("There is no column {column} in the file.")},
    Entry{"basis.other_month", mark("Every row of the file is of another month than {month}.")},
    Entry{"basis.no_rows", mark("The file has no row with a client.")},
    Entry{"basis.empty", mark("A value is missing that must be there.")},
    Entry{"basis.bad_client", mark("It is not a client number.")},
    Entry{"basis.bad_date", mark("It is not a day. Write it as 2026-10-05.")},
    Entry{"basis.bad_time", mark("It is not a time. Write it as 1:30, 90 or 1,5.")},
    Entry{"basis.bad_amount", mark("It is not an amount. Write it as 1234,50.")},
    Entry{"basis.too_many_problems", mark("From here on there are more. Check that the columns are the right ones.")},
    Entry{"package.not_a_folder", mark("There is no folder there with a unit package.")},
    Entry{"package.cannot_write", mark("The unit package cannot be written there.")},
    Entry{"package.missing_file", mark("A file is missing in the unit package.")},
    Entry{"package.missing_column", mark("A column is missing.")},
    Entry{"package.bad_value", mark("The value cannot be read.")},
    Entry{"package.unknown_reference", mark("It refers to something that is not in the unit package.")},
    Entry{"package.duplicate", mark("The same id stands twice.")},
    Entry{"package.empty", mark("A value is missing that must be there.")},
    Entry{"package.mixed_shift", mark("The shift has visits by two care workers.")},
    Entry{"rulebook.malformed", mark("The rulebook {file} cannot be used. Line {line}: {reason}.")},
    Entry{"rulebook.base_unknown",
          mark("The rulebook {file} rests on {version}, which is not here. Install that one first.")},
    Entry{"calendar.year_unknown",
          mark("The calendar knows the years {from} to {to}, not {year}. Install the new version of the program.")},
    // This computer (workspace/workspace.h).
    Entry{"profile.cannot_create",
          mark("The folder for the program's data cannot be made. Check that there is room and permission.")},
    Entry{"profile.key_unavailable",
          mark("The key to this computer's copy cannot be read. Unlock the keyring and start again.")},
    Entry{"profile.wrong_key",
          mark("The key does not fit this computer's copy. Choose another profile, or fetch everything anew.")},
    Entry{"profile.damaged", mark("This computer's copy is damaged. It has to be fetched anew from the server.")},
    Entry{"profile.busy", mark("Another program is using this computer's copy just now. Try again in a moment.")},
    Entry{"profile.disk_full", mark("The disk is full. Make room, so that what you do can be kept.")},
    Entry{"profile.disk_failed", mark("The disk could not be written to. Nothing that was kept before has been lost.")},
    Entry{"profile.newer",
          mark("This computer's copy was made by a newer version of the program. Install that version.")},
    // The agreement between the two (sync/).
    Entry{
        "outbox.too_old",
        mark(
            "It waited on this computer for more than {days} days. Look at the shift and do it again if it is right.")},
    Entry{"sync.overtaken", mark("Something else was done with the copy meanwhile. A new attempt is made by itself.")},
    // The basis as files (workspace/basis_export.h).
    Entry{"basis.not_closed",
          mark("The month closes {closing}. The final basis can be had after that; until then there "
               "is the preliminary one.")},
    Entry{"basis.not_in_step", mark("The month closed {closing}, but this computer has not synced with the server "
                                    "since. Sync first, then make the final basis.")},
    Entry{"basis.unsent", mark("Changes that have not been sent and answered: {count}. Sync first, then make the final "
                               "basis.")},
    Entry{"basis.no_unit", mark("No unit is known here yet. Sync first.")},
    Entry{"basis.no_rulebook", mark("The program knows no rules of {municipality}, so there is no basis.")},
    Entry{"basis.moving", mark("The month was changed all the while it was being read. Try again in a moment.")},
    Entry{"basis.layout_syntax", mark("The layout {file} cannot be read. Line {line} is not JSON.")},
    Entry{"basis.layout_missing", mark("The layout {file} cannot be used. It lacks {where}.")},
    Entry{"basis.layout_wrong", mark("The layout {file} cannot be used. Look at {where}: it cannot be like that.")},
    Entry{"basis.layout_unknown",
          mark("The layout {file} cannot be used. At {where} stands {value}, which nobody knows.")},
    Entry{"basis.too_many_rows", mark("The sheet {sheet} has more rows than a spreadsheet takes. Write CSV instead.")},
    Entry{"basis.file_unwritable", mark("{file} could not be written. Look whether there is room, and whether you may "
                                        "write there.")},
    Entry{"cancelled", mark("It was stopped before it was done. It goes on the next time.")},
};

const Entry* find(std::string_view code) {
    const auto it = std::find_if(table.begin(), table.end(), [&](const Entry& e) { return e.code == code; });
    return it == table.end() ? nullptr : &*it;
}

}  // namespace

bool knows_error(std::string_view code) {
    return find(code) != nullptr;
}

std::string sentence_of(const base::Error& error) {
    const Entry* entry = find(error.code);
    if (entry == nullptr)
        return tr("Something went wrong that the program has no words for. Tell those who look after it.");
    if (error.code == "sign_in.outbox_not_empty") {
        const auto it = error.parameters.find("count");
        if (it != error.parameters.end() && it->second == base::Parameter{std::int64_t{1}}) {
            return tr(
                "One change by the former user has not been sent. Sign in as that user and sync first, so that nothing "
                "is lost.");
        }
    }
    if (error.code == "sign_in.weak_password") {
        const auto it = error.parameters.find("why");
        const auto* why = it == error.parameters.end() ? nullptr : std::get_if<std::string>(&it->second);
        return sentence_of_weak_password(why == nullptr ? std::string_view{} : *why);
    }
    base::Parameters parameters = error.parameters;
    if (error.code == "calendar.year_unknown") {  // a year is not grouped as a number is
        for (auto& [name, value] : parameters) {
            if (const auto* year = std::get_if<std::int64_t>(&value)) value = std::to_string(*year);
        }
    }
    return tr(entry->text, parameters);
}

}  // namespace samordna::wording
