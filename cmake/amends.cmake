# One library per folder, one test program per folder; a folder's CMakeLists.txt names what it may include.
option(AMENDS_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(AMENDS_FUZZ "Build for libFuzzer with both sanitizers; needs clang" OFF)

add_library(amends_flags INTERFACE)
# Two false warnings of GCC 12: mismatched-new-delete about the frames of Asio coroutines, restrict about std::string at
# -O3 (its bug 105651).
target_compile_options(amends_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wno-missing-field-initializers
  -Wno-mismatched-new-delete $<$<CONFIG:Release>:-Wno-restrict> -Werror)
if(AMENDS_SANITIZE)
  target_compile_options(amends_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(amends_flags INTERFACE -fsanitize=address,undefined)
endif()

if(AMENDS_FUZZ)
  # The everyday compiler judges warnings. Function pointers are left out: libraries of C call theirs by other types.
  target_compile_options(amends_flags INTERFACE -Wno-error -Wno-everything -fsanitize=fuzzer-no-link,address,undefined
    -fno-sanitize=function -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(amends_flags INTERFACE -fsanitize=address,undefined)
endif()

# amends_library(core DEPENDS base calendar PARTS fmt)
function(amends_library folder)
  cmake_parse_arguments(arg "" "" "DEPENDS;PARTS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp)
  list(TRANSFORM arg_DEPENDS PREPEND amends_)
  list(TRANSFORM arg_PARTS PREPEND amends_part_)
  if(sources)
    add_library(amends_${folder} STATIC ${sources})
    target_include_directories(amends_${folder} PUBLIC ${PROJECT_SOURCE_DIR}/daemon)
    target_link_libraries(amends_${folder} PUBLIC ${arg_DEPENDS} ${arg_PARTS} PRIVATE amends_flags)
  else()
    add_library(amends_${folder} INTERFACE)
    target_include_directories(amends_${folder} INTERFACE ${PROJECT_SOURCE_DIR}/daemon)
    target_link_libraries(amends_${folder} INTERFACE ${arg_DEPENDS} ${arg_PARTS})
  endif()
endfunction()

# amends_entries(core_test core.): one CTest entry per test of a program. Under the sanitizers, where a program takes long
# to start, eight entries share all of them.
function(amends_entries program prefix)
  if(NOT AMENDS_SANITIZE)
    gtest_discover_tests(${program} TEST_PREFIX ${prefix} NO_PRETTY_VALUES DISCOVERY_TIMEOUT 60 PROPERTIES LABELS unit TIMEOUT 300)
    return()
  endif()
  foreach(part RANGE 7)
    add_test(NAME ${prefix}${program}_${part} COMMAND ${program} --gtest_brief=1)
    set_tests_properties(${prefix}${program}_${part} PROPERTIES LABELS unit TIMEOUT 1800
                         ENVIRONMENT "GTEST_TOTAL_SHARDS=8;GTEST_SHARD_INDEX=${part}")
  endforeach()
endfunction()

# amends_test(core DEPENDS core fakes): every tests/core/*.cpp in one program.
function(amends_test folder)
  cmake_parse_arguments(arg "" "" "DEPENDS;PARTS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  list(TRANSFORM arg_DEPENDS PREPEND amends_)
  list(TRANSFORM arg_PARTS PREPEND amends_part_)
  add_executable(${folder}_test ${sources})
  target_include_directories(${folder}_test PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_definitions(${folder}_test PRIVATE AMENDS_TESTS="${CMAKE_CURRENT_SOURCE_DIR}" AMENDS_SOURCE="${PROJECT_SOURCE_DIR}")
  target_link_libraries(${folder}_test PRIVATE ${arg_DEPENDS} ${arg_PARTS} amends_flags GTest::gtest GTest::gmock GTest::gtest_main)
  amends_entries(${folder}_test ${folder}.)
endfunction()
