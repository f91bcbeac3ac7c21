#pragma once
// The annotated sample configuration, rendered from the option table; `amends config sample` prints it and
// config/amends.toml.sample is a copy of it that a test compares.
#include <string>

namespace amends::app {

std::string config_sample();

}  // namespace amends::app
