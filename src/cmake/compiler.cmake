# How everything is compiled: C++20, every warning an error, sanitizers by choice, ccache and a fast linker where present.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    add_compile_options(-O1 -g1 -fno-omit-frame-pointer)
else()
    # CMake does not read CPPFLAGS, so the hardening flags of distributions are named here.
    add_compile_options(-O2 -g1 -fstack-protector-strong)
    add_compile_definitions(_FORTIFY_SOURCE=2 _GLIBCXX_ASSERTIONS)
endif()

if(SAMORDNA_SANITIZE)
    add_compile_options(-fsanitize=${SAMORDNA_SANITIZE} -fno-sanitize-recover=all)
    # What the sanitizers put in between makes g++ 12 see uninitialised values in the standard library that are none (std::regex).
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    add_link_options(-fsanitize=${SAMORDNA_SANITIZE})
endif()

if(SAMORDNA_FUZZ)
    # Every room tells libFuzzer where it has been; the targets bring its main().
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
    add_link_options(-fuse-ld=mold)
endif()
