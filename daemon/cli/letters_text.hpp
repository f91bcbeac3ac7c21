#pragma once
// Letters as people read them. Pure.
#include <string>
#include <vector>

#include "cli/layout.hpp"
#include "cli/words.hpp"
#include "rpc/service.hpp"

namespace amends::cli {

/// The ones whose next step is nearest, then the newest.
void nearest_first(std::vector<rpc::LetterView>& letters);
/// `more`: the list was cut. `everything`: closed letters were asked for too.
std::string list_text(const std::vector<rpc::LetterView>& letters, bool more, bool everything, const Page& page,
                      const Reader& reader);
/// `languages`: in which a check-in can be written.
std::string letter_text(const rpc::LetterView& view, const Page& page, const Reader& reader,
                        const std::vector<std::string>& languages);
/// One letter in a line or two, after an order was carried out.
std::string short_text(const rpc::LetterView& view, const Page& page, const Reader& reader);
/// What other letters to the client tell: "" where it is not worth a word.
std::string history_text(const rpc::ClientHistory& history, base::LetterId newest, const Page& page,
                         const Reader& reader);
std::string journal_text(const std::vector<ports::JournalEntry>& entries, const Page& page, const Reader& reader);
std::string check_in_text(const rpc::CheckInText& text, const Page& page);
/// The reminders that are planned, each with its day and its words.
std::string reminders_text(const std::vector<rpc::ReminderText>& reminders, const Page& page, const Reader& reader);

}  // namespace amends::cli
