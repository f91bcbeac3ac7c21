#pragma once
// Domain values as JSON text and back, with the words of core's to_word. Times are RFC 3339; a due time carries its
// wall time and zone as well. What is unknown or empty is null. Strings in and out: nlohmann_json stays in rpc/.
#include <string>
#include <string_view>
#include <vector>

#include "rpc/arguments.hpp"
#include "rpc/service.hpp"

namespace amends::rpc {

std::string to_json(const LetterView& view);
std::string to_json(const std::vector<LetterView>& views);
std::string to_json(const std::vector<ports::JournalEntry>& entries);
std::string to_json(const DaemonStatus& status);
std::string to_json(const ClientHistory& history);
std::string to_json(const CheckInText& text);
std::string to_json(const PlanView& plan);
std::string to_json(const std::vector<FoundLetter>& found);
std::string letters_json(int count);
std::string to_json(const Forgotten& forgotten);
std::string switch_json(bool on);
std::string done_json(bool done);
std::string now_json(base::Instant now);

// Back again, for the command line. An Error means that the two programs are of different versions.
base::Result<LetterView> read_letter(std::string_view bytes);
base::Result<std::vector<LetterView>> read_letters(std::string_view bytes);
base::Result<std::vector<ports::JournalEntry>> read_journal(std::string_view bytes);
base::Result<DaemonStatus> read_status(std::string_view bytes);
base::Result<ClientHistory> read_history(std::string_view bytes);
base::Result<CheckInText> read_check_in(std::string_view bytes);
base::Result<int> read_count(std::string_view bytes);
base::Result<Forgotten> read_forgotten(std::string_view bytes);
base::Result<base::Instant> read_now(std::string_view bytes);

TrackRequest track_request(const Arguments& arguments);
/// The parameters of letters.track, for the client and the spool; a letter without its bytes is not kept there.
std::string to_json(const TrackRequest& request);
base::Result<TrackRequest> read_track_request(std::string_view bytes);

}  // namespace amends::rpc
