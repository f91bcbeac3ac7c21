# templates/ built into the program: texts and rules into guide, the mail patterns as a table into message, the phrases
# of answers into core.
set(templates_root ${PROJECT_SOURCE_DIR}/templates)
add_executable(amends_embed guide/embed/main.cpp guide/embed/literal.cpp guide/embed/senses.cpp guide/embed/stored.cpp
  guide/embed/tone.cpp
  guide/patterns.cpp guide/toml_reading.cpp)
target_include_directories(amends_embed PRIVATE ${PROJECT_SOURCE_DIR}/daemon)
target_link_libraries(amends_embed PRIVATE amends_base amends_part_toml amends_flags)

# amends_embed_into(guide templates FILES…): one generated source of the library.
function(amends_embed_into folder what)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${folder}_${what}.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND amends_embed ${what} ${out} ${templates_root} ${ARGN}
    DEPENDS amends_embed ${ARGN} COMMENT "Embedding ${what} into ${folder}" VERBATIM)
  target_sources(amends_${folder} PRIVATE ${out})
endfunction()

file(GLOB_RECURSE embedded_templates CONFIGURE_DEPENDS
  ${templates_root}/*/check-ins/*.toml ${templates_root}/*/reminders/*.toml ${templates_root}/*/letters/*.toml
  ${templates_root}/*/advice.toml)
file(GLOB_RECURSE embedded_rules CONFIGURE_DEPENDS ${templates_root}/*/review/*.toml)
file(GLOB_RECURSE embedded_patterns CONFIGURE_DEPENDS ${templates_root}/*/mail/*.toml)
list(FILTER embedded_patterns EXCLUDE REGEX "/tone\\.toml$")
list(SORT embedded_templates)
list(FILTER embedded_rules EXCLUDE REGEX "/guides\\.toml$")  # for people and tests: no rule is in it
list(SORT embedded_rules)
list(SORT embedded_patterns)
amends_embed_into(guide templates ${embedded_templates})
amends_embed_into(guide rules ${embedded_rules})
amends_embed_into(guide senses ${templates_root}/en/senses.toml)
amends_embed_into(message patterns ${embedded_patterns})
amends_embed_into(core tone ${templates_root}/en/mail/tone.toml)
