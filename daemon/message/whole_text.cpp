#include "message/whole_text.hpp"

#include <exception>

#include "message/bounds.hpp"
#include "message/fields.hpp"
#include "message/header.hpp"
#include "message/parts.hpp"

namespace amends::message {

base::Result<WholeText> read_whole_text(std::string_view bytes) {
    try {
        const auto whole = bounded(bytes);
        const auto fields = split_fields(whole.header);
        auto facts = facts_of_header(fields);
        auto parts = read_parts(fields, whole.body);
        return WholeText{.subject = std::move(facts.subject),
                         .text = std::move(parts.text),
                         .to = std::move(facts.to),
                         .cc = std::move(facts.cc),
                         .bcc = std::move(facts.bcc),
                         .date = facts.date,
                         .encrypted = parts.protection == base::Protection::encrypted ||
                                      facts.protection == base::Protection::encrypted};
    } catch (const std::exception& error) {
        return base::failure(base::Fault::internal, base::Retry::never,
                             std::string("The mail could not be read: ") + error.what() + ".");
    }
}

}  // namespace amends::message
