# samordna_room(NAME): a static library of src/NAME/*.cpp (main.cpp apart), linked with exactly what its row of rooms.txt allows.
set(ROOMS_TABLE ${CMAKE_SOURCE_DIR}/src/rooms.txt)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ROOMS_TABLE})

function(room_row name rooms_out doors_out)
    file(STRINGS ${ROOMS_TABLE} rows REGEX "^${name} ")
    string(REGEX REPLACE "^[^:]*:([^:]*):(.*)$" "\\1" rooms "${rows}")
    string(REGEX REPLACE "^[^:]*:([^:]*):(.*)$" "\\2" doors "${rows}")
    separate_arguments(rooms)
    separate_arguments(doors)
    set(${rooms_out} ${rooms} PARENT_SCOPE)
    set(${doors_out} ${doors} PARENT_SCOPE)
endfunction()

function(samordna_room name)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    if(NOT sources) # TEMPORARY
        return()
    endif()
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    room_row(${name} rooms doors)
    foreach(room ${rooms})
        target_link_libraries(${name} PUBLIC ${room})
    endforeach()
    foreach(door ${doors})
        # A door is the room's own: its headers are not handed on to those who use the room.
        target_link_libraries(${name} PRIVATE door_${door})
    endforeach()
endfunction()

# samordna_program(ROOM NAME): src/ROOM/main.cpp as bin/NAME.
function(samordna_program room name)
    if(NOT EXISTS ${CMAKE_SOURCE_DIR}/src/${room}/main.cpp) # TEMPORARY
        return()
    endif()
    add_executable(${name} ${CMAKE_SOURCE_DIR}/src/${room}/main.cpp)
    target_link_libraries(${name} PRIVATE ${room})
    room_row(${room} rooms doors)
    foreach(door ${doors})
        target_link_libraries(${name} PRIVATE door_${door})
    endforeach()
endfunction()
