#pragma once
// Reads a dialog, a file of tests/mail/dialogs/ or a string, into the script of a fakes::ScriptedServer.
//   # comment            an empty line is nothing
//   G: line              one of the stream's greeting_lines()
//   C: line   S: line    a line of the client or the server; CRLF is added, everything else stands as it is
//   C- bytes  S- bytes   the same without CRLF, and with the escapes \r \n \t \\ \xHH
//   S+ line              an early server line: the client need not have read it before it writes on
//   S*1000: line         the line 1000 times; works with C, too
//   <<< … >>>            lines between these belong to the speaker above, with CRLF; {@} in the line above is their
//   length
//   *: close | reset | silence | write fails | dribble | client closes        (fakes::StreamEvent::Kind)
//   @ file               the lines of another file of tests/mail/dialogs/
//   ${name}              in C, S and G lines: a value that the test gives
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "tests/fakes/scripted_stream.hpp"

namespace amends::mail {

using DialogValues = std::map<std::string, std::string>;

/// Throws std::runtime_error with the line's number where the text is no dialog.
std::unique_ptr<fakes::ScriptedServer> dialog_from(std::string_view text, const DialogValues& values = {});
/// `name`: a file of tests/mail/dialogs/, with ".txt".
std::unique_ptr<fakes::ScriptedServer> dialog(const std::string& name, const DialogValues& values = {});

}  // namespace amends::mail
