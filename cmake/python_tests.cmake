# amends_python_tests(FOLDER [PROPERTY VALUE…]): each *_test.py of this folder is a test FOLDER.STEM that drives the built programs. Sets
# `environment` for the caller, who may add tests of its own.
macro(amends_python_tests folder)
  set(environment "AMENDS_BIN=${CMAKE_RUNTIME_OUTPUT_DIRECTORY};AMENDS_EXIM=${PROJECT_BINARY_DIR}/exim;PYTHONDONTWRITEBYTECODE=1")
  set(time_limit 300)
  if(AMENDS_SANITIZE)
    set(time_limit 900)
    # The leak check traces the process, which amendsd forbids everybody.
    string(APPEND environment ";ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=1:strict_string_checks=1")
  endif()
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.py)
  foreach(test ${tests})
    cmake_path(GET test STEM name)
    add_test(NAME ${folder}.${name} COMMAND /usr/bin/python3 ${test})
    set_tests_properties(${folder}.${name} PROPERTIES LABELS e2e TIMEOUT ${time_limit} ENVIRONMENT "${environment}" ${ARGN})
  endforeach()
endmacro()
