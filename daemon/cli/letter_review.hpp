#pragma once
// The review of a letter that was just edited, told beside it.
#include <string>
#include <vector>

#include "app/writer.hpp"
#include "cli/review_text.hpp"
#include "cli/session.hpp"
#include "guide/finding.hpp"
#include "guide/letter.hpp"

namespace amends::cli {

struct WrittenText {
    std::string subject, body;
    std::string client;                 ///< their address; "" where it is not known
    std::vector<std::string> rendered;  ///< bodies as a template gave them, before anybody's hand
};
/// The review of a letter that was written as one, but for open fields, which are listed apart.
base::Result<guide::Review> review_written(Session& session, const app::WriterConfig& config,
                                           const WrittenText& written);
/// Its findings, a paragraph each, with their rewrites; with the lines of the body where `lines`.
std::string findings_text(const Page& page, const guide::Review& review, const ReviewedLetter& letter, bool lines);

/// Tells on standard error what the review finds, but for open fields, which are listed apart. `rendered` is the body
/// before it was edited; `client` their address, "" where it is not known. True where there is more than hints.
base::Result<bool> say_review(Session& session, const app::WriterConfig& config, const guide::WrittenLetter& letter,
                              const std::string& rendered, const std::string& client);

}  // namespace amends::cli
