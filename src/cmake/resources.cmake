# samordna_embed(TARGET NAME FILES...): the files as bytes in TARGET, found by file name through
#   namespace samordna::resources { std::string_view NAME(std::string_view file_name); }   (empty where there is none)
# so that a program needs nothing beside itself. Declare it where it is used.
function(samordna_embed target name)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/${target}_${name}.cpp)
    add_custom_command(OUTPUT ${out}
        COMMAND ${CMAKE_COMMAND} -D OUT=${out} -D NAME=${name} "-DFILES=${ARGN}" -P ${CMAKE_SOURCE_DIR}/src/cmake/embed.cmake
        DEPENDS ${ARGN} ${CMAKE_SOURCE_DIR}/src/cmake/embed.cmake VERBATIM)
    target_sources(${target} PRIVATE ${out})
endfunction()

# samordna_catalogs(TARGET): i18n/*.po compiled by msgfmt and embedded in TARGET as catalog_file("sv.mo").
function(samordna_catalogs target)
    find_program(MSGFMT msgfmt REQUIRED)
    file(GLOB catalogs CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/i18n/*.po)
    foreach(po ${catalogs})
        get_filename_component(language ${po} NAME_WE)
        set(mo ${CMAKE_CURRENT_BINARY_DIR}/${language}.mo)
        add_custom_command(OUTPUT ${mo} COMMAND ${MSGFMT} -c -o ${mo} ${po} DEPENDS ${po} VERBATIM)
        list(APPEND compiled ${mo})
    endforeach()
    samordna_embed(${target} catalog_file ${compiled})
endfunction()
