# How every target is compiled: C++20, warnings as errors, mold, ccache, and sanitizers where a preset asks.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

option(ROUNDEL_TOGETHER "Compile a room's files together: a whole build in half the time, a change of one file in more" OFF)
option(ROUNDEL_FUZZ "Build the libFuzzer targets" OFF)
set(ROUNDEL_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")

# Release-mode asserts stay on: a bug in a safeguarding record stops the program, it does not carry on.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 raises these falsely inside inlined library code at -O2.
  add_compile_options(-Wno-error=maybe-uninitialized -Wno-error=restrict -Wno-error=stringop-overflow
                      -Wno-error=array-bounds -Wno-error=dangling-pointer -Wno-missing-field-initializers)
else()
  # clang 19 blames std::stable_sort's callers for what libstdc++ 12 uses inside it.
  add_compile_options(-Wno-missing-designated-field-initializers -Wno-missing-field-initializers
                      -Wno-deprecated-declarations)
endif()

if(ROUNDEL_SANITIZE)
  add_compile_options(-fsanitize=${ROUNDEL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${ROUNDEL_SANITIZE})
endif()
if(ROUNDEL_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(ROUNDEL_MOLD mold)
if(ROUNDEL_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
find_program(ROUNDEL_CCACHE ccache)
if(ROUNDEL_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${ROUNDEL_CCACHE})
endif()

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(PkgConfig REQUIRED)
