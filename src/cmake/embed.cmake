# Run as a script by samordna_embed.
set(text "#include <array>\n#include <string_view>\n#include <utility>\nnamespace {\n")
set(table "")
set(count 0)
foreach(file ${FILES})
    get_filename_component(base ${file} NAME)
    file(READ ${file} hex HEX)
    string(LENGTH "${hex}" digits)
    math(EXPR size "${digits} / 2")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
    string(APPEND text "const char data_${count}[] = {${bytes}'\\0'};\n")
    string(APPEND table "    {\"${base}\", {data_${count}, ${size}}},\n")
    math(EXPR count "${count} + 1")
endforeach()
string(APPEND text "const std::array<std::pair<std::string_view, std::string_view>, ${count}> table = {{\n${table}}};\n}\n")
string(APPEND text "namespace samordna::resources {\nstd::string_view ${NAME}(std::string_view file_name);\n"
    "std::string_view ${NAME}(std::string_view file_name) {\n"
    "    for (const auto& [name, data] : table) {\n        if (name == file_name) { return data; }\n    }\n    return {};\n}\n}\n")
file(WRITE ${OUT} "${text}")
