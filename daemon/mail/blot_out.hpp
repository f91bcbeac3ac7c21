#pragma once
// A server that repeats a login in its answer must not bring the secret into a message or a log. Pure.
#include <string>
#include <vector>

namespace amends::mail {

/// Puts "*" in the place of `secret` in each line, and of every base64 word that holds it, as the answers of SASL do.
/// Finds it also where the server, or a limit on its lines, has cut it short.
void blot_out(std::vector<std::string>& lines, const std::string& secret);

}  // namespace amends::mail
