"""What public addresses of the phone app say of themselves without JavaScript: to chats, search engines, old phones."""
