// Spreadsheets made by a test: zips of parts, and the least that a workbook needs.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <zip.h>

namespace made_xlsx {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string zip_of(const Parts& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 1, &error);
    REQUIRE(memory != nullptr);
    zip_source_keep(memory);
    zip_t* zip = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
    REQUIRE(zip != nullptr);
    for (const auto& [name, text] : parts) {
        zip_source_t* part = zip_source_buffer(zip, text.data(), text.size(), 0);
        REQUIRE(zip_file_add(zip, name.c_str(), part, ZIP_FL_ENC_UTF_8) >= 0);
    }
    REQUIRE(zip_close(zip) == 0);
    REQUIRE(zip_source_open(memory) == 0);
    std::string bytes;
    std::string step(65536, '\0');
    for (zip_int64_t got = 0; (got = zip_source_read(memory, step.data(), step.size())) > 0;)
        bytes.append(step, 0, static_cast<std::size_t>(got));
    zip_source_close(memory);
    zip_source_free(memory);
    return bytes;
}

// Styles by number: 0 plain, 1 a day, 2 [h]:mm, 3 h:mm, 4 two decimals.
inline constexpr const char* styles =
    R"(<styleSheet><numFmts count="2">)"
    R"(<numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts>)"
    R"(<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/>)"
    R"(<xf numFmtId="2"/></cellXfs></styleSheet>)";

struct Sheet {
    std::string name;
    std::string rows;  // <row>…</row>
    std::string state{};
};

inline Parts parts_of(const std::vector<Sheet>& sheets, const std::string& strings = {}) {
    const std::string ns = "urn:ooxml/";
    const std::string relation = ns + "officeDocument/2006/relationships";
    std::string book = "<workbook xmlns=\"" + ns + "spreadsheetml/2006/main\" xmlns:r=\"" + relation + "\"><sheets>";
    std::string relations = "<Relationships xmlns=\"" + ns + "package/2006/relationships\">";
    const auto relate = [&](const std::string& id, const std::string& type, const std::string& target) {
        relations +=
            "<Relationship Id=\"" + id + "\" Type=\"" + relation + "/" + type + "\" Target=\"" + target + "\"/>";
    };
    Parts parts{{"_rels/.rels", "<Relationships xmlns=\"" + ns +
                                    "package/2006/relationships\"><Relationship Id=\"rId1\" "
                                    "Type=\"" +
                                    relation + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"}};
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        book += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"" +
                (sheets[i].state.empty() ? "" : " state=\"" + sheets[i].state + "\"") + "/>";
        relate("rId" + number, "worksheet", "worksheets/sheet" + number + ".xml");
        parts.emplace_back("xl/worksheets/sheet" + number + ".xml", "<worksheet xmlns=\"" + ns +
                                                                        "spreadsheetml/2006/main\"><sheetData>" +
                                                                        sheets[i].rows + "</sheetData></worksheet>");
    }
    relate("rId90", "sharedStrings", "sharedStrings.xml");
    relate("rId91", "styles", "/xl/styles.xml");
    parts.emplace_back("xl/workbook.xml", book + "</sheets></workbook>");
    parts.emplace_back("xl/_rels/workbook.xml.rels", relations + "</Relationships>");
    parts.emplace_back("xl/sharedStrings.xml", "<sst>" + strings + "</sst>");
    parts.emplace_back("xl/styles.xml", styles);
    return parts;
}

inline std::string xlsx_of(const std::vector<Sheet>& sheets, const std::string& strings = {}) {
    return zip_of(parts_of(sheets, strings));
}

inline std::string text(const std::string& value) {
    return "<c t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
}
inline std::string number(const std::string& value, int style = 0) {
    return "<c s=\"" + std::to_string(style) + "\"><v>" + value + "</v></c>";
}

}  // namespace made_xlsx
